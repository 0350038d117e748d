package io.slipway.placement;

import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Instances that stand where their own rules would not let them be placed now: labels of a host changed, or copies met on one host.
 * They stay until a rebalance moves them. Pure.
 */
final class Misplaced {

    /** One of them, with the reason in words. */
    record Misfit(InstanceId id, HostId host, String why) {}

    private record Copies(HostId host, ProcessId process, String cohort) {}

    private Misplaced() {}

    /** How many there are by host; a host without one is left out. */
    static Map<HostId, Integer> byHost(Cluster cluster) {
        return in(cluster).stream().collect(Collectors.toMap(Misfit::host, misfit -> 1, Integer::sum));
    }

    /** All of them. Of too many copies on a host the youngest are the ones too many. */
    static List<Misfit> in(Cluster cluster) {
        var hosts = cluster.hosts().stream().collect(Collectors.toMap(HostView::id, Function.identity()));
        var found = new ArrayList<Misfit>();
        var limited = new HashMap<Copies, List<InstanceRecord>>();
        for (var row : cluster.placed()) {
            var host = hosts.get(row.hostId());
            if (host == null || row.moving() || row.desired() == DesiredState.STOPPED) {
                continue;
            }
            if (!row.placement().constraints().matches(host.labels())) {
                found.add(new Misfit(row.id(), host.id(), mismatch(row, host)));
            } else if (row.placement().isLimited()) {
                var copies = new Copies(
                        host.id(), row.processId(), Snapshots.requestOf(row).cohort());
                limited.computeIfAbsent(copies, key -> new ArrayList<>()).add(row);
            }
        }
        limited.forEach((copies, rows) -> found.addAll(tooMany(copies.host(), rows)));
        return found;
    }

    private static String mismatch(InstanceRecord row, HostView host) {
        var unmet = row.placement().constraints().unmetBy(host.labels()).getFirst();
        return "needs " + unmet + ", " + host.name() + " " + unmet.found(host.labels());
    }

    private static List<Misfit> tooMany(HostId host, List<InstanceRecord> rows) {
        int atMost = rows.getFirst().placement().atMostPerHost();
        return rows.stream()
                .sorted(Comparator.comparing(InstanceRecord::createdAt).thenComparingInt(InstanceRecord::index))
                .skip(atMost)
                .map(row -> new Misfit(row.id(), host, "at most " + atMost + " per host, there are " + rows.size()))
                .toList();
    }
}
