package io.slipway.placement;

import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import io.slipway.scheduler.ClusterSnapshot;
import io.slipway.scheduler.PlacementRequest;
import io.slipway.scheduler.SchedulableHost;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hosts and rows as the scheduler looks at them: the same for the loop that places and for those who ask why. Pure. */
public final class Snapshots {

    private Snapshots() {}

    /**
     * The cluster with everything in it that is placed.
     *
     * @param placed rows that have a host
     */
    public static ClusterSnapshot of(
            Collection<HostView> hosts, Collection<InstanceRecord> placed, PlacementProperties properties) {
        var schedulable = hosts.stream().map(Snapshots::schedulable).toList();
        var snapshot = new ClusterSnapshot(schedulable, properties.cpuOvercommit(), properties.policy());
        for (var row : placed) {
            var host = Objects.requireNonNull(row.hostId());
            if (row.moving() || row.desired() == DesiredState.STOPPED) {
                // It needs its room until it is gone, but its place among the copies is its successor's.
                snapshot.fill(host, requestOf(row));
            } else {
                snapshot.occupy(host, requestOf(row));
            }
        }
        return snapshot;
    }

    /** What an instance asks of a host. */
    public static PlacementRequest requestOf(InstanceRecord row) {
        return requestOf(row, null);
    }

    /**
     * What an instance asks of a host.
     *
     * @param leaves the host where it must not go, since its predecessor is to leave it; null without one
     */
    public static PlacementRequest requestOf(InstanceRecord row, @Nullable HostId leaves) {
        return new PlacementRequest(row.processId(), row.memory(), row.cpu(), row.placement(), cohortOf(row), leaves);
    }

    /** Copies of one release and restart: those of another one are being replaced. */
    private static String cohortOf(InstanceRecord row) {
        return row.placement().isLimited() ? row.releaseId() + "/" + row.restartToken() : "";
    }

    private static SchedulableHost schedulable(HostView host) {
        return new SchedulableHost(
                host.id(),
                host.name(),
                host.state() == HostView.State.READY,
                host.cordoned(),
                host.isDraining(),
                host.problem(),
                host.memory(),
                host.cpu(),
                host.labels(),
                host.reservedMemory(),
                host.fences());
    }
}
