package io.slipway.agent;

import java.time.Instant;
import java.util.Map;

/**
 * A container looked at closely.
 *
 * @param id of the container
 * @param name without leading slash
 * @param running whether its process runs
 * @param everStarted false between create and start
 * @param pid of its first process on the host; 0 when it does not run
 * @param exitCode of the last run; meaningless while it runs
 * @param outOfMemory whether the kernel killed it for memory
 * @param error what the engine says of a start that failed; empty when well
 * @param logPath the engine's json file on the host; empty when there is none
 * @param address its own IPv4; empty for one that joined a sandbox
 * @param startedAt of the last start
 * @param labels all of them
 */
public record ContainerDetails(
        String id,
        String name,
        boolean running,
        boolean everStarted,
        int pid,
        int exitCode,
        boolean outOfMemory,
        String error,
        String logPath,
        String address,
        Instant startedAt,
        Map<String, String> labels) {

    public ContainerDetails {
        labels = Map.copyOf(labels);
    }
}
