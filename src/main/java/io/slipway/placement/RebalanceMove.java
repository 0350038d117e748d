package io.slipway.placement;

import io.slipway.kernel.DataSize;
import io.slipway.kernel.InstanceId;

/**
 * One instance that a rebalance moves, or would move.
 *
 * @param app its names: {@code organization/space/app}; a dash when the app is gone
 * @param process its type, such as {@code web}
 * @param from the host where it is, by name
 * @param to the host where it goes, or its successor is, by name; may be empty
 * @param why the reason with its numbers
 * @param detail how far it is, or what blocks it; may be empty
 */
public record RebalanceMove(
        InstanceId id,
        String app,
        String process,
        int index,
        DataSize memory,
        String from,
        String to,
        RebalanceReason reason,
        String why,
        DrainMove.Kind kind,
        String detail) {}
