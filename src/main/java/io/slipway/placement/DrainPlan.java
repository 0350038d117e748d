package io.slipway.placement;

import io.slipway.hosts.Drain;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What draining a host means now: the plan before it begins, the progress while it is under way.
 *
 * @param host its name
 * @param drain null when the host is not being drained and this is a preview
 * @param movesAtOnce how many instances of the whole platform are on the move at most
 * @param moves one for each instance that is on the host, by app, process and index
 */
public record DrainPlan(
        HostId hostId, String host, @Nullable Drain drain, int movesAtOnce, List<DrainMove> moves) {

    /** How far a drain is. */
    public enum Stage {
        /** It was not ordered. */
        PLANNED,
        /** Instances move, or wait for room. */
        DRAINING,
        /** No new move begins. */
        PAUSED,
        /** Nothing is left on the host. */
        DRAINED
    }

    public DrainPlan {
        moves = List.copyOf(moves);
    }

    /** How far it is. */
    public Stage stage() {
        if (drain == null) {
            return Stage.PLANNED;
        }
        if (moves.isEmpty()) {
            return Stage.DRAINED;
        }
        return drain.paused() ? Stage.PAUSED : Stage.DRAINING;
    }

    /** How many instances there were when it was ordered; now, in a preview. */
    public int total() {
        return drain == null ? moves.size() : Math.max(drain.instances(), moves.size());
    }

    /** How many of them are gone. */
    public int moved() {
        return total() - moves.size();
    }

    /** How many of those left are of a kind. */
    public int count(DrainMove.Kind kind) {
        return Math.toIntExact(of(kind).count());
    }

    /** The memory of those left that are of a kind. */
    public DataSize memory(DrainMove.Kind kind) {
        return new DataSize(of(kind).mapToLong(move -> move.memory().bytes()).sum());
    }

    /** What the drain waits for, as its first blocked instance says it; empty when nothing is blocked. */
    public Optional<DrainMove> firstBlocked() {
        return of(DrainMove.Kind.BLOCKED).findFirst();
    }

    private Stream<DrainMove> of(DrainMove.Kind kind) {
        return moves.stream().filter(move -> move.kind() == kind);
    }
}
