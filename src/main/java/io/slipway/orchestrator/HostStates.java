package io.slipway.orchestrator;

import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the reconciler asks of hosts. A host that was not heard of yet since the server started is trusted until its lease runs out.
 *
 * @param fenced whether what had to end with a host's lease has certainly ended
 */
record HostStates(Map<HostId, HostView> byId, Predicate<HostId> fenced) {

    /** Hosts of which nobody asks whether they are fenced. */
    static HostStates of(Collection<HostView> hosts) {
        return of(hosts, host -> false);
    }

    static HostStates of(Collection<HostView> hosts, Predicate<HostId> fenced) {
        return new HostStates(hosts.stream().collect(Collectors.toMap(HostView::id, Function.identity())), fenced);
    }

    /** Whether the row has ended with its host's lease although nobody could report that: only one that was made so that it does. */
    boolean isFenced(InstanceRecord row) {
        return row.hostId() != null && row.placement().atMostOne() && fenced.test(row.hostId());
    }

    /** Whether the row's host was removed: nobody will ever report its end. */
    boolean isLost(InstanceRecord row) {
        return row.hostId() != null && !byId.containsKey(row.hostId());
    }

    /** Whether the row's host is silent and given up: it may run or not, and does not count until the host is heard again. */
    boolean isSuspect(InstanceRecord row) {
        return row.hostId() != null
                && byId.containsKey(row.hostId())
                && byId.get(row.hostId()).state() == HostView.State.UNREACHABLE;
    }

    /** Whether the row has a host that answers. */
    boolean isOnLivingHost(InstanceRecord row) {
        return row.hostId() != null && !isLost(row) && !isSuspect(row);
    }

    /** Whether the row's host is being emptied: another copy elsewhere is the better one. */
    boolean isOnDrainingHost(InstanceRecord row) {
        return row.hostId() != null
                && byId.containsKey(row.hostId())
                && byId.get(row.hostId()).isDraining();
    }

    /** Whether any host could take a replacement; without one, replacing a suspect would only make rows that wait. */
    boolean anyTakesWork() {
        return byId.values().stream().anyMatch(HostView::isSchedulable);
    }
}
