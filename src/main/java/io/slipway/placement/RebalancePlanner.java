package io.slipway.placement;

import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which instances to move so that all stand where the scheduler would place them: broken rules first, then copies that crowd one
 * zone or host, then memory. Moves only what runs, is of the current release and is not being deployed, drained or moved. After the
 * whole plan another plan is empty. Pure.
 */
final class RebalancePlanner {

    /** A plan settles after a few rounds; more would mean that steps lead up again. */
    private static final int MAX_ROUNDS = 50;

    /** The youngest first: it has the least to lose, and of too many copies it is the one too many. */
    private static final Comparator<InstanceRecord> YOUNGEST_FIRST = Comparator.comparing(InstanceRecord::createdAt)
            .reversed()
            .thenComparing(row -> row.id().toString());

    private final Cluster cluster;
    private final Function<ProcessId, Optional<ProcessSpec>> specs;
    private final Map<InstanceId, String> misfits;
    private final Map<InstanceId, OrderedMove> moves = new LinkedHashMap<>();
    private final Map<InstanceId, HostId> places = new HashMap<>();
    private final DrainJudge judge;
    private final BetterPlaces better;

    /** Made for one plan. */
    RebalancePlanner(Cluster cluster, Function<ProcessId, Optional<ProcessSpec>> specs) {
        this.cluster = cluster;
        this.specs = specs;
        misfits = Misplaced.in(cluster).stream().collect(Collectors.toMap(Misplaced.Misfit::id, Misplaced.Misfit::why));
        judge = new DrainJudge(cluster, cluster.placed(), specs);
        better = judge.betterPlaces();
    }

    /**
     * The moves, in the order in which they are to be made.
     *
     * @param atMost so many of them
     */
    List<OrderedMove> plan(int atMost) {
        var rows = movable();
        round(rows.stream().filter(row -> misfits.containsKey(row.id())).toList(), atMost);
        for (int i = 0; i < MAX_ROUNDS && moves.size() < atMost; i++) {
            if (!round(rows, atMost)) {
                break;
            }
        }
        return List.copyOf(moves.values());
    }

    /** How many instances could be moved at all. */
    int movableCount() {
        return movable().size();
    }

    private boolean round(List<InstanceRecord> rows, int atMost) {
        boolean changed = false;
        for (var row : rows) {
            if (moves.size() >= atMost) {
                return changed;
            }
            changed |= move(row);
        }
        return changed;
    }

    private boolean move(InstanceRecord row) {
        var origin = Objects.requireNonNull(row.hostId());
        var found = better.take(row, places.getOrDefault(row.id(), origin));
        if (found.isEmpty()) {
            return false;
        }
        var place = found.get();
        places.put(row.id(), place.host());
        if (place.host().equals(origin)) {
            moves.remove(row.id());
            return true;
        }
        var why = misfits.getOrDefault(row.id(), place.why())
                + (row.placement().atMostOne() ? "; this interrupts it, as it runs once at most" : "");
        var reason = misfits.containsKey(row.id()) ? RebalanceReason.RULES : place.reason();
        moves.put(row.id(), new OrderedMove(row.id(), origin, place.host(), reason, why));
        return true;
    }

    private List<InstanceRecord> movable() {
        var open = cluster.hosts().stream()
                .filter(host -> host.state() == HostView.State.READY && !host.isDraining())
                .map(HostView::id)
                .collect(Collectors.toSet());
        return cluster.placed().stream()
                .filter(row -> row.state() == InstanceState.RUNNING && open.contains(row.hostId()))
                .filter(judge::isSettled)
                .filter(row -> specs.apply(row.processId())
                        .filter(spec -> spec.deployment() == null)
                        .isPresent())
                .sorted(YOUNGEST_FIRST)
                .toList();
    }
}
