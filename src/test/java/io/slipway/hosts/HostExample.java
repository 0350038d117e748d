package io.slipway.hosts;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds a host for a test: ready, eight cores and 16 GB, unless the test says otherwise. */
public final class HostExample {

    private final String name;
    private HostId id = HostId.create();
    private HostView.State state = HostView.State.READY;
    private String address = "127.0.0.1";
    private int routerPort = 8000;
    private String subnet = "10.210.7.0/24";
    private Cpu cpu = Cpu.cores(8);
    private DataSize memory = DataSize.ofMebibytes(16_384);
    private boolean cordoned;
    private @Nullable Drain drain;
    private Instant joinedAt = Instant.EPOCH;
    private @Nullable Instant lastHeartbeat;
    private Labels labels = Labels.NONE;

    private HostExample(String name) {
        this.name = name;
    }

    public static HostExample named(String name) {
        return new HostExample(name);
    }

    /** Another host like this one, to be changed. */
    public static HostExample like(HostView host) {
        var example = named(host.name())
                .id(host.id())
                .state(host.state())
                .at(host.address(), host.routerPort())
                .subnet(host.subnet())
                .cpu(host.cpu())
                .memory(host.memory())
                .drain(host.drain())
                .labels(host.labels());
        example.cordoned = host.cordoned();
        return example;
    }

    public HostExample id(HostId value) {
        id = value;
        return this;
    }

    public HostExample state(HostView.State value) {
        state = value;
        return this;
    }

    public HostExample at(String where, int port) {
        address = where;
        routerPort = port;
        return this;
    }

    public HostExample subnet(String cidr) {
        subnet = cidr;
        return this;
    }

    public HostExample cpu(Cpu value) {
        cpu = value;
        return this;
    }

    public HostExample memory(DataSize value) {
        memory = value;
        return this;
    }

    public HostExample memory(long mebibytes) {
        return memory(DataSize.ofMebibytes(mebibytes));
    }

    public HostExample cordoned() {
        cordoned = true;
        return this;
    }

    public HostExample open() {
        cordoned = false;
        drain = null;
        return this;
    }

    /** Being emptied, which cordons it too; null for one that is not. */
    public HostExample drain(@Nullable Drain value) {
        drain = value;
        cordoned = value != null;
        return this;
    }

    /** Heard of at this moment, when it joined as well. */
    public HostExample seen(Instant at) {
        joinedAt = at;
        lastHeartbeat = at;
        return this;
    }

    public HostExample labels(Labels value) {
        labels = value;
        return this;
    }

    public HostExample labels(String text) {
        return labels(Labels.parse(text, "labels"));
    }

    public HostView view() {
        return new HostView(
                id,
                name,
                state,
                address,
                routerPort,
                subnet,
                cpu,
                memory,
                cordoned,
                drain,
                null,
                "1",
                "20.10",
                4,
                joinedAt,
                lastHeartbeat,
                labels,
                new DataSize(0));
    }
}
