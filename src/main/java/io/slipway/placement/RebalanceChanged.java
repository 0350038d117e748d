package io.slipway.placement;

/** Published when a rebalance was ordered, paused, resumed or ended, or when it has less left to do. */
public record RebalanceChanged() {}
