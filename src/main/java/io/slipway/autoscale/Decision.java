package io.slipway.autoscale;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many instances there should be now, and why.
 *
 * @param at when it was made
 * @param current how many were wanted then
 * @param wanted how many are from now on; {@code current} where nothing moves
 * @param wished how many the rules ask for, before bounds, steps and pauses
 * @param bounds that hold then
 * @param readings one for each rule
 * @param reason why the number is to move, or why it need not, with numbers
 * @param heldBack what keeps it from what is wished; empty where nothing does
 * @param due when that ends; null where time alone does not end it
 */
public record Decision(
        Instant at,
        int current,
        int wanted,
        int wished,
        Bounds bounds,
        List<Reading> readings,
        String reason,
        String heldBack,
        @Nullable Instant due) {

    public Decision {
        readings = List.copyOf(readings);
    }

    /** Whether the number moves now. */
    public boolean isMove() {
        return wanted != current;
    }

    /** Reason and what holds it back, as one text. */
    public String words() {
        return heldBack.isEmpty() ? reason : reason.isEmpty() ? heldBack : reason + "; " + heldBack;
    }
}
