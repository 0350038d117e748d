package io.slipway.instances;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * Published when a row of an instance changed; handle after commit.
 *
 * @param hostId null until it is placed
 * @param state after the change
 */
public record InstanceChanged(
        InstanceId instanceId,
        ProcessId processId,
        AppId appId,
        @Nullable HostId hostId,
        InstanceState state) {

    /** Whether routers may know the instance, or have known it: state only moves forward, and none has traffic before it runs. */
    public boolean mayConcernRouters() {
        return state.ordinal() >= InstanceState.RUNNING.ordinal();
    }
}
