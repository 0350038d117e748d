package io.slipway.placement;

import io.slipway.kernel.InstanceId;
import java.util.List;

/**
 * What drains and a rebalance do next.
 *
 * @param move instances that begin to move
 * @param stay instances that were to move and now stay: nothing took their place yet, and nothing will
 * @param done instances that the rebalance need not move any more: they are gone, or stand well where they are
 */
public record DrainRound(List<InstanceId> move, List<InstanceId> stay, List<InstanceId> done) {

    public DrainRound {
        move = List.copyOf(move);
        stay = List.copyOf(stay);
        done = List.copyOf(done);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return move.isEmpty() && stay.isEmpty() && done.isEmpty();
    }
}
