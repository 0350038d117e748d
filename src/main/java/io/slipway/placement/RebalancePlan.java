package io.slipway.placement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rebalance means now: the plan before it begins, the progress while it is under way.
 *
 * @param fingerprint names exactly this plan, so that nothing else is executed than what was shown; empty while one is under way
 * @param since when it was ordered; null in a plan
 * @param by who ordered it; null in a plan
 * @param total instances to move when it was ordered; now, in a plan
 * @param movesAtOnce how many instances of the whole platform are on the move at most
 * @param moves what is left, in the order in which it is to be made
 * @param balance how instances stand before it
 */
public record RebalancePlan(
        String fingerprint,
        @Nullable Instant since,
        @Nullable String by,
        boolean paused,
        int total,
        int movesAtOnce,
        List<RebalanceMove> moves,
        Balance balance) {

    /** How far it is. */
    public enum Stage {
        /** It was not ordered. */
        PLANNED,
        /** Instances move, or wait for room. */
        MOVING,
        /** No new move begins. */
        PAUSED
    }

    /**
     * How instances stand.
     *
     * @param instances that could be moved at all
     * @param misplaced instances of all whose host breaks their rules
     * @param hosts that take work
     * @param leastReserved the smallest part of a host's memory that is reserved, in percent
     * @param mostReserved the largest, in percent
     */
    public record Balance(int instances, int misplaced, int hosts, int leastReserved, int mostReserved) {}

    public RebalancePlan {
        moves = List.copyOf(moves);
    }

    /** How far it is. */
    public Stage stage() {
        if (since == null) {
            return Stage.PLANNED;
        }
        return paused ? Stage.PAUSED : Stage.MOVING;
    }

    /** How many of those left are of a kind. */
    public int count(DrainMove.Kind kind) {
        return Math.toIntExact(
                moves.stream().filter(move -> move.kind() == kind).count());
    }

    /** How many of those left move for a reason. */
    public int count(RebalanceReason reason) {
        return Math.toIntExact(
                moves.stream().filter(move -> move.reason() == reason).count());
    }

    /** How many of them have moved, or need not any more. */
    public int done() {
        return total - moves.size();
    }
}
