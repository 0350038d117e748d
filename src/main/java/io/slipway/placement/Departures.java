package io.slipway.placement;

import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hosts that instances on the move are to leave: their successors do not come back there. */
public final class Departures {

    private record Position(ProcessId process, int index) {

        static Position of(InstanceRecord row) {
            return new Position(row.processId(), row.index());
        }
    }

    private final Map<Position, HostId> hosts = new HashMap<>();

    private Departures() {}

    /** Those of rows that have a host. */
    public static Departures of(Collection<InstanceRecord> placed) {
        var departures = new Departures();
        for (var row : placed) {
            if (row.moving() && row.hostId() != null) {
                departures.hosts.put(Position.of(row), row.hostId());
            }
        }
        return departures;
    }

    /** The host that a row's predecessor is to leave; null when nothing at its index is on the move. */
    public @Nullable HostId of(InstanceRecord successor) {
        return hosts.get(Position.of(successor));
    }
}
