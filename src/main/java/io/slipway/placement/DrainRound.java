package io.slipway.placement;

import io.slipway.kernel.InstanceId;
import java.util.List;

/**
 * What a drain does next.
 *
 * @param move instances that begin to move
 * @param stay instances that were to move and now stay: nothing took their place yet, and nothing will
 */
public record DrainRound(List<InstanceId> move, List<InstanceId> stay) {

    public DrainRound {
        move = List.copyOf(move);
        stay = List.copyOf(stay);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return move.isEmpty() && stay.isEmpty();
    }
}
