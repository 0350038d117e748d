package io.slipway.orchestrator;

import io.slipway.hosts.Drain;
import io.slipway.hosts.HostView;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hosts of eight cores and 16 GB. */
public final class TestHosts {

    private static final DataSize MEMORY = DataSize.ofMebibytes(16_384);

    private TestHosts() {}

    public static HostView host(String name, HostView.State state) {
        return host(HostId.create(), name, state);
    }

    public static HostView host(HostId id, String name, HostView.State state) {
        return host(id, name, state, MEMORY, false, null);
    }

    static HostView in(HostView.State state, HostView host) {
        return host(host.id(), host.name(), state, host.memory(), host.cordoned(), host.drain(), host.labels());
    }

    static HostView of(DataSize memory, HostView host) {
        return host(host.id(), host.name(), host.state(), memory, host.cordoned(), host.drain(), host.labels());
    }

    static HostView open(HostView host) {
        return host(host.id(), host.name(), host.state(), host.memory(), false, null, host.labels());
    }

    static HostView labelled(Labels labels, HostView host) {
        return host(host.id(), host.name(), host.state(), host.memory(), host.cordoned(), host.drain(), labels);
    }

    private static HostView host(
            HostId id, String name, HostView.State state, DataSize memory, boolean cordoned, @Nullable Drain drain) {
        return host(id, name, state, memory, cordoned, drain, Labels.NONE);
    }

    private static HostView host(
            HostId id,
            String name,
            HostView.State state,
            DataSize memory,
            boolean cordoned,
            @Nullable Drain drain,
            Labels labels) {
        return new HostView(
                id,
                name,
                state,
                "127.0.0.1",
                8000,
                "10.210.7.0/24",
                Cpu.cores(8),
                memory,
                cordoned,
                drain,
                null,
                "1",
                "20.10",
                0,
                Instant.EPOCH,
                null,
                labels,
                new DataSize(0));
    }
}
