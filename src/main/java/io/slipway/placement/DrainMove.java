package io.slipway.placement;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.InstanceId;

/**
 * One instance of a host that is, or would be, drained.
 *
 * @param app its names: {@code organization/space/app}; a dash when the app is gone
 * @param process its type, such as {@code web}
 * @param host where it goes, or its successor is; empty when that is nowhere yet
 * @param detail how far it is, or what blocks it, with numbers and without a full stop; may be empty
 */
public record DrainMove(
        InstanceId id,
        String app,
        String process,
        int index,
        DataSize memory,
        Cpu cpu,
        Kind kind,
        String host,
        String detail) {

    /** What becomes of it. */
    public enum Kind {
        /** It will move: there is room for it. */
        MOVES,
        /** It is on the move. */
        MOVING,
        /** It stays where it is until there is room for it elsewhere. */
        BLOCKED,
        /** It goes without a move of its own: it is being stopped or replaced. */
        LEAVES
    }
}
