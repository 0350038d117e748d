package io.slipway.policies;

import io.slipway.kernel.AppId;

/** Published inside the transaction that changed who may connect to an app; handle after commit. */
public record NetworkPoliciesChanged(AppId destination) {}
