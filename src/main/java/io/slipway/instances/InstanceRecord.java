package io.slipway.instances;

import io.slipway.kernel.AppId;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An instance as machines see it, without its run spec.
 *
 * @param processType the name of its process
 * @param index position among the process's instances, from 0
 * @param incarnation counts the copies that this index has had, from 1
 * @param restartToken of the spec that it was made from
 * @param hostId where it was placed; null while PENDING
 * @param placementError why no host takes it; null when placed or not tried yet
 * @param routable whether routers may send traffic: its probe holds and it is not being stopped
 * @param address on the Slipway network, once known
 * @param ports where it listens; the first is where routes lead
 * @param exitCode of the container, once it ended
 * @param reason stable code of the end or of the trouble: {@code exited}, {@code image-not-found} …
 * @param detail the same as one plain sentence
 * @param notBefore not to be placed earlier, from the crash policy
 * @param restarts made by the agent alone while the server was away
 * @param progress what the agent does now, such as "pulling 42 %"
 * @param moving whether another is to take its place on another host before it ends
 * @param placement which hosts may run it, frozen when the row was made
 */
public record InstanceRecord(
        InstanceId id,
        AppId appId,
        ProcessId processId,
        String processType,
        SpaceId spaceId,
        int index,
        int incarnation,
        ReleaseId releaseId,
        int releaseNumber,
        String restartToken,
        DesiredState desired,
        InstanceState state,
        Instant stateSince,
        Instant createdAt,
        @Nullable HostId hostId,
        @Nullable String placementError,
        boolean routable,
        @Nullable String address,
        Ports ports,
        DataSize memory,
        Cpu cpu,
        @Nullable Integer exitCode,
        boolean outOfMemory,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant notBefore,
        int restarts,
        @Nullable String progress,
        boolean moving,
        PlacementRules placement) {

    /** The order within a process: by index, and of the same index the older first. */
    public static final Comparator<InstanceRecord> BY_POSITION =
            Comparator.comparingInt(InstanceRecord::index).thenComparingInt(InstanceRecord::incarnation);

    /** The reason of a crash that nothing follows until somebody restarts the app. */
    public static final String GIVEN_UP = "given-up";

    /** The number of its primary port; 0 for none. */
    public int port() {
        return ports.primary();
    }

    /** How it is called among the instances of its app. */
    public InstanceName name() {
        return new InstanceName(processType, index);
    }

    /** Whether it crashed and nobody tries again. */
    public boolean isGivenUp() {
        return GIVEN_UP.equals(reason);
    }
}
