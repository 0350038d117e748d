package io.slipway.placement;

import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the rebalance that is under way may do in one round. Pure. */
final class RebalanceTurn {

    private final Set<InstanceId> ordered;
    private final List<InstanceRecord> waiting;
    private final List<InstanceId> gone;

    private RebalanceTurn(Set<InstanceId> ordered, List<InstanceRecord> waiting, List<InstanceId> gone) {
        this.ordered = ordered;
        this.waiting = waiting;
        this.gone = gone;
    }

    static RebalanceTurn of(Cluster cluster) {
        var order = cluster.rebalance();
        if (order == null) {
            return new RebalanceTurn(Set.of(), List.of(), List.of());
        }
        var ids = order.ids();
        var heard = heard(cluster);
        Map<InstanceId, InstanceRecord> there = cluster.placed().stream()
                .filter(row -> ids.contains(row.id()) && heard.contains(row.hostId()))
                .collect(Collectors.toMap(InstanceRecord::id, Function.identity()));
        var waiting = order.moves().stream()
                .flatMap(move -> Optional.ofNullable(there.get(move.id())).stream())
                .filter(row -> !order.paused() && !row.moving() && row.desired() == DesiredState.RUNNING)
                .toList();
        var gone = ids.stream().filter(id -> !there.containsKey(id)).toList();
        return new RebalanceTurn(ids, waiting, gone);
    }

    /** What may begin to move, in its order. */
    List<InstanceRecord> waiting() {
        return waiting;
    }

    /** What is not there any more: it has moved or ended, or its host is silent or being drained and others see to it. */
    List<InstanceId> gone() {
        return gone;
    }

    /** Whether an instance is to move. */
    boolean orders(InstanceRecord row) {
        return ordered.contains(row.id());
    }

    /** Whether nothing waits to begin. */
    boolean isOver() {
        return waiting.isEmpty();
    }

    /**
     * The round with what it adds to the moves of drains.
     *
     * @param free what the budget leaves to it
     */
    DrainRound round(DrainJudge judge, List<InstanceId> drained, int free, List<InstanceId> stay) {
        var moves = new ArrayList<>(drained);
        var done = new ArrayList<>(gone);
        int budget = free;
        for (var row : waiting) {
            if (budget <= 0) {
                break;
            }
            switch (judge.rejudge(row)) {
                case DrainStep.Fits _ -> {
                    moves.add(row.id());
                    budget--;
                }
                case DrainStep.Leaving _ -> done.add(row.id());
                case DrainStep.Blocked _, DrainStep.Moving _ -> {
                    // It waits for room, or for its successor.
                }
            }
        }
        return new DrainRound(moves, stay, done);
    }

    private static Set<HostId> heard(Cluster cluster) {
        return cluster.hosts().stream()
                .filter(host -> host.state() == HostView.State.READY && !host.isDraining())
                .map(HostView::id)
                .collect(Collectors.toSet());
    }
}
