package io.slipway.autoscale;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision goes by beside its policy.
 *
 * @param now the moment of the decision
 * @param current how many instances are wanted now
 * @param loads steps in their order up to now, with no step left out: one of which nothing is known is {@link Load#unknown}
 * @param lastMove when the number was changed last, by whomever; null where nobody remembers
 * @param room what the hosts can hold
 * @param pause why nothing moves now, as a sentence; empty where nothing speaks against it
 * @param keep why none are taken away now, as a sentence; empty where nothing speaks against it
 */
public record Situation(
        Instant now,
        int current,
        List<Load> loads,
        @Nullable Instant lastMove,
        Room room,
        String pause,
        String keep) {

    /** Nothing but numbers: room enough and nothing that speaks against a move. */
    public static Situation plain(Instant now, int current, List<Load> loads, @Nullable Instant lastMove) {
        return new Situation(now, current, loads, lastMove, Room.ENOUGH, "", "");
    }

    /** The same with so much room. */
    public Situation with(Room found) {
        return new Situation(now, current, loads, lastMove, found, pause, keep);
    }
}
