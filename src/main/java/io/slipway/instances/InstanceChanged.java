package io.slipway.instances;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import org.jspecify.annotations.Nullable;

/** Published when a row of an instance changed; handle after commit. */
public record InstanceChanged(
        InstanceId instanceId,
        ProcessId processId,
        AppId appId,
        @Nullable HostId hostId) {}
