package io.slipway.placement;

import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;

/**
 * One move of a rebalance.
 *
 * @param from where it is
 * @param to where it goes as things stand; the scheduler has the last word when its turn comes
 * @param why the reason with its numbers, without a full stop
 */
public record OrderedMove(InstanceId id, HostId from, HostId to, RebalanceReason reason, String why) {}
