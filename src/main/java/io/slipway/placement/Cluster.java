package io.slipway.placement;

import io.slipway.hosts.Drain;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import io.slipway.scheduler.ClusterSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every host and every instance at one moment: what is decided upon.
 *
 * @param hosts by name
 * @param placed living instances that have a host
 * @param pending instances that wait for one, oldest first
 * @param properties how instances are placed
 * @param rebalance the one that is under way; null without one
 */
public record Cluster(
        List<HostView> hosts,
        List<InstanceRecord> placed,
        List<InstanceRecord> pending,
        PlacementProperties properties,
        @Nullable RebalanceOrder rebalance) {

    private static final Drain PLANNED = new Drain(Instant.EPOCH, "", false, 0);

    public Cluster {
        hosts = List.copyOf(hosts);
        placed = List.copyOf(placed);
        pending = List.copyOf(pending);
    }

    /** A cluster that nobody rebalances. */
    public Cluster(
            List<HostView> hosts,
            List<InstanceRecord> placed,
            List<InstanceRecord> pending,
            PlacementProperties properties) {
        this(hosts, placed, pending, properties, null);
    }

    /** The cluster as it is stored now. */
    public static Cluster of(List<HostView> hosts, InstanceStore store, PlacementProperties properties) {
        // What gets its host between the two reads is then in both rather than in neither.
        var pending = store.pending();
        return new Cluster(hosts, store.placed(), pending, properties);
    }

    /** The same cluster with a rebalance under way in it. */
    public Cluster with(@Nullable RebalanceOrder order) {
        return new Cluster(hosts, placed, pending, properties, order);
    }

    /** Whether anything is ordered to move, or is on the move. */
    public boolean isOnTheMove() {
        return rebalance != null
                || hosts.stream().anyMatch(HostView::isDraining)
                || placed.stream().anyMatch(InstanceRecord::moving);
    }

    /** What is free, to reserve in; each call makes another. Nothing is reserved for what waits. */
    ClusterSnapshot snapshot() {
        return Snapshots.of(hosts, placed, properties);
    }

    /** The same cluster once this host is drained. */
    Cluster draining(HostId id) {
        var changed = hosts.stream()
                .map(host -> host.id().equals(id) && !host.isDraining() ? host.draining(PLANNED) : host)
                .toList();
        return new Cluster(changed, placed, pending, properties, rebalance);
    }

    /** What the largest host has for instances, in bytes. */
    long largestMemory() {
        return hosts.stream()
                .mapToLong(host -> host.memory().bytes() - host.reservedMemory().bytes())
                .max()
                .orElse(0);
    }

    Optional<HostView> host(@Nullable HostId id) {
        return hosts.stream().filter(host -> host.id().equals(id)).findFirst();
    }

    /** Living instances that are placed on a host. */
    List<InstanceRecord> on(HostId id) {
        return placed.stream().filter(row -> id.equals(row.hostId())).toList();
    }
}
