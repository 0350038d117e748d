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

    /** Whether it runs, or its start is over in another way. Before that no router can know it: state only moves forward. */
    public boolean isPastStart() {
        return state.ordinal() >= InstanceState.RUNNING.ordinal();
    }
}
