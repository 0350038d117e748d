package io.slipway.apps;

import io.slipway.kernel.AppId;

/** Published when an app's rows are gone; stores of logs, metrics and routes drop what they hold of it. */
public record AppDeleted(AppId appId) {}
