package io.slipway.placement;

import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.scheduler.ClusterSnapshot;
import io.slipway.scheduler.PlacementRequest;
import io.slipway.scheduler.SchedulableHost;
import java.util.Collection;
import java.util.Objects;

/** Hosts and rows as the scheduler looks at them: the same for the loop that places and for those who ask why. Pure. */
public final class Snapshots {

    private Snapshots() {}

    /**
     * The cluster with everything in it that is placed.
     *
     * @param placed rows that have a host
     * @param cpuOvercommit how many times a host's CPU is promised
     */
    public static ClusterSnapshot of(
            Collection<HostView> hosts, Collection<InstanceRecord> placed, double cpuOvercommit) {
        var schedulable = hosts.stream().map(Snapshots::schedulable).toList();
        var snapshot = new ClusterSnapshot(schedulable, cpuOvercommit);
        for (var row : placed) {
            snapshot.occupy(Objects.requireNonNull(row.hostId()), requestOf(row));
        }
        return snapshot;
    }

    /** What an instance asks of a host. */
    public static PlacementRequest requestOf(InstanceRecord row) {
        return new PlacementRequest(row.processId(), row.memory(), row.cpu());
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
                host.cpu());
    }
}
