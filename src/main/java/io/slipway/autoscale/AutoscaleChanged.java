package io.slipway.autoscale;

import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;

/** Published inside the transaction that changed a process's policy or its moves; handle after commit. */
public record AutoscaleChanged(AppId appId, ProcessId processId) {}
