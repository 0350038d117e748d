package io.slipway.autoscale;

import java.time.Clock;
import java.time.Duration;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Writes the history of moves, and lets go of what is old. Runs in the caller's transaction. */
@Component
class MoveHistory {

    /** Most moves that are kept of a process. */
    static final int MOST_MOVES = 200;

    /** Older moves are let go with the next one. */
    static final Duration KEPT = Duration.ofDays(30);

    private final StoredMoves moves;
    private final Clock clock;

    MoveHistory(StoredMoves moves, Clock clock) {
        this.moves = moves;
        this.clock = clock;
    }

    void add(StoredPolicy policy, AutoscaleMove move) {
        var now = clock.instant();
        moves.save(new StoredMove(policy, move));
        var process = policy.process().value();
        var times = moves.findTimes(process, Limit.of(MOST_MOVES));
        var oldest = times.size() < MOST_MOVES ? now.minus(KEPT) : times.getLast();
        moves.deleteBefore(process, oldest.isBefore(now.minus(KEPT)) ? now.minus(KEPT) : oldest);
    }
}
