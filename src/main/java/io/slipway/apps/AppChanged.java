package io.slipway.apps;

import io.slipway.kernel.AppId;

/** Published inside the transaction that changed an app, its release, environment or deployment; handle after commit. */
public record AppChanged(AppId appId) {}
