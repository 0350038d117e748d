package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;

/** Published when what should run of a process changed: count, release, started, deleted; handle after commit. */
public record ProcessSpecChanged(AppId appId, ProcessId processId) {}
