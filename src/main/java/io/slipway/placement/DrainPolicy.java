package io.slipway.placement;

import io.slipway.apps.ProcessSpec;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which instances of draining hosts, and of the rebalance that was ordered, begin to move. Pure. An instance moves only where there is room for its successor, healthy ones
 * first, and no more of the whole platform at once than the budget allows; those that wait for room hold no part of it. The
 * reconciler does the rest: the successor starts first, and what is on the move ends when it serves.
 */
public final class DrainPolicy {

    /** The order in which instances move. */
    static final Comparator<InstanceRecord> HEALTHY_FIRST = Comparator.comparing(
                    (InstanceRecord row) -> !row.routable())
            .thenComparing(InstanceRecord::createdAt)
            .thenComparingInt(InstanceRecord::index);

    private DrainPolicy() {}

    /**
     * The next round.
     *
     * @param specs what is wanted of a process; asked only about those that may begin to move
     * @param movesAtOnce the budget
     */
    public static DrainRound next(Cluster cluster, Function<ProcessId, Optional<ProcessSpec>> specs, int movesAtOnce) {
        var hosts = new HashMap<HostId, HostView>();
        cluster.hosts().forEach(host -> hosts.put(host.id(), host));
        var ordered = RebalanceTurn.of(cluster);
        var moving = cluster.placed().stream()
                .filter(row -> row.moving() && isHeard(hosts, row))
                .toList();
        var candidates = candidates(cluster);
        if (moving.isEmpty() && candidates.isEmpty() && ordered.isOver()) {
            return new DrainRound(List.of(), List.of(), ordered.gone());
        }
        var subjects = new ArrayList<>(moving);
        subjects.addAll(candidates);
        subjects.addAll(ordered.waiting());
        var judge = new DrainJudge(cluster, subjects, specs);
        var stay = moving.stream()
                .filter(row -> isInVain(row, judge, hosts, ordered))
                .map(InstanceRecord::id)
                .toList();
        int free = movesAtOnce - moving.size() + stay.size();
        var moves = moves(candidates, judge, free);
        // Drains come first: somebody waits to switch a machine off.
        return ordered.round(judge, moves, free - moves.size(), stay);
    }

    private static List<InstanceId> moves(List<InstanceRecord> candidates, DrainJudge judge, int free) {
        var moves = new ArrayList<InstanceId>();
        for (var row : candidates) {
            if (moves.size() >= free) {
                break;
            }
            if (judge.judge(row) instanceof DrainStep.Fits) {
                moves.add(row.id());
            }
        }
        return moves;
    }

    /** What may begin to move, of the drain that was ordered first before that of the next. */
    private static List<InstanceRecord> candidates(Cluster cluster) {
        return cluster.hosts().stream()
                .filter(DrainPolicy::mayBegin)
                .sorted(Comparator.comparing((HostView host) ->
                                Objects.requireNonNull(host.drain()).since())
                        .thenComparing(HostView::name))
                .flatMap(host -> cluster.on(host.id()).stream()
                        .filter(row -> row.desired() == DesiredState.RUNNING && !row.moving())
                        .sorted(HEALTHY_FIRST))
                .toList();
    }

    private static boolean mayBegin(HostView host) {
        var drain = host.drain();
        return drain != null && !drain.paused() && host.state() == HostView.State.READY;
    }

    /** A silent host's instances are replaced anyway, and nobody waits for their end. */
    private static boolean isHeard(Map<HostId, HostView> hosts, InstanceRecord row) {
        var host = hosts.get(row.hostId());
        return host != null && !host.isSilent();
    }

    /** Whether nothing took its place yet, and no host takes what should, or nobody wants the move any more. */
    private static boolean isInVain(
            InstanceRecord row, DrainJudge judge, Map<HostId, HostView> hosts, RebalanceTurn ordered) {
        if (row.desired() == DesiredState.STOPPED) {
            return false;
        }
        var successor = judge.successor(row);
        if (successor.filter(other -> other.hostId() != null).isPresent()) {
            return false;
        }
        var host = hosts.get(row.hostId());
        boolean isDraining = host != null && host.isDraining();
        return !(isDraining || ordered.orders(row))
                || successor.filter(other -> other.placementError() != null).isPresent();
    }
}
