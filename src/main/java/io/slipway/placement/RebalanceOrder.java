package io.slipway.placement;

import io.slipway.kernel.InstanceId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rebalance that is under way. It ends by itself when nothing is left of it.
 *
 * @param since when it was ordered
 * @param by the name of who ordered it
 * @param paused whether no new move begins
 * @param instances how many were to move when it was ordered
 * @param moves what is left, in the order in which it is to be made
 */
public record RebalanceOrder(Instant since, String by, boolean paused, int instances, List<OrderedMove> moves) {

    public RebalanceOrder {
        moves = List.copyOf(moves);
    }

    Set<InstanceId> ids() {
        return moves.stream().map(OrderedMove::id).collect(Collectors.toSet());
    }
}
