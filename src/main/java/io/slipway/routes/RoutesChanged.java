package io.slipway.routes;

import io.slipway.kernel.AppId;

/** Published inside the transaction that changed an app's routes; handle after commit. */
public record RoutesChanged(AppId appId) {}
