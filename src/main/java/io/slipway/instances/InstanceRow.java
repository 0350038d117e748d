package io.slipway.instances;

import io.slipway.kernel.CrashPolicy;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.InstanceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance as people see it.
 *
 * @param processType the name of its process
 * @param hostName empty while it has no host
 * @param reason stable code or null
 * @param detail one plain sentence with cause and next step, or null
 * @param notBefore when the next start is due, while it backs off
 */
public record InstanceRow(
        InstanceId id,
        String processType,
        int index,
        int incarnation,
        int releaseNumber,
        DesiredState desired,
        InstanceState state,
        Instant stateSince,
        Instant createdAt,
        boolean routable,
        @Nullable HostId hostId,
        String hostName,
        @Nullable String address,
        @Nullable Integer exitCode,
        boolean outOfMemory,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant notBefore,
        @Nullable String placementError,
        @Nullable String progress,
        int restarts) {

    /** How it is called among the instances of its app. */
    public InstanceName name() {
        return new InstanceName(processType, index);
    }

    /** Whether it is history. */
    public boolean isGone() {
        return state.isTerminal();
    }

    /** Whether it ended by itself. One that could not start, got lost or ended with its container engine did not. */
    public boolean hasCrashed() {
        return state == InstanceState.FAILED && !endedWithEngine();
    }

    /** Whether the container engine took it along when it stopped, which is no fault of the app. */
    public boolean endedWithEngine() {
        return state == InstanceState.FAILED && CrashPolicy.ENGINE_STOPPED.equals(reason);
    }
}
