package io.slipway.console.admin;

import static io.slipway.console.testing.Examples.NOON;

import io.slipway.hosts.Drain;
import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostView;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.InstanceId;
import io.slipway.placement.DrainMove;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.DrainPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hosts and drains as pages show them. */
final class DrainExamples {

    private DrainExamples() {}

    static HostView host(String name) {
        return host(name, false, null);
    }

    static HostView labelled(String name, String labels) {
        return host(name, false, null, labels);
    }

    static HostView host(String name, boolean cordoned, @Nullable Drain drain) {
        return host(name, cordoned, drain, "");
    }

    private static HostView host(String name, boolean cordoned, @Nullable Drain drain, String labels) {
        var host = HostExample.named(name)
                .cpu(Cpu.cores(2))
                .memory(1024)
                .seen(NOON)
                .drain(drain)
                .labels(labels);
        return (cordoned ? host.cordoned() : host).view();
    }

    static Drain drain(int instances) {
        return new Drain(NOON, "mia", false, instances);
    }

    static Drain paused(int instances) {
        return new Drain(NOON, "mia", true, instances);
    }

    static DrainPlan plan(HostView host, DrainMove... moves) {
        return new DrainPlan(host.id(), host.name(), host.drain(), 2, List.of(moves));
    }

    static DrainMove[] moves(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> move(index, Kind.MOVES, "host-b", ""))
                .toArray(DrainMove[]::new);
    }

    static DrainMove move(int index, Kind kind, String target, String detail) {
        return new DrainMove(
                InstanceId.create(),
                "acme/dev/shop",
                "web",
                index,
                DataSize.ofMebibytes(256),
                new Cpu(100),
                kind,
                target,
                detail);
    }
}
