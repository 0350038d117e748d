package io.slipway.placement;

/** Published inside the transaction that changed how instances are placed; handle after commit. */
public record PlacementSettingsChanged() {}
