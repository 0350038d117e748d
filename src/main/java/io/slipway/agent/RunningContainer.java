package io.slipway.agent;

import io.slipway.protocol.RunSpec;

/**
 * A container of an instance of this host that runs now: what log tails and metric samples need to know of it.
 *
 * @param containerId of the container
 * @param pid of its first process, on the host
 * @param logPath the engine's json file on the host; empty when it is out of reach
 * @param sandboxPid of the pause process, which holds the network namespace
 * @param instanceId whose container it is
 * @param spec what the instance runs
 * @param sidecar which one it is; empty for the app's container
 */
public record RunningContainer(
        String containerId, int pid, String logPath, int sandboxPid, String instanceId, RunSpec spec, String sidecar) {

    /** An app's container. */
    public RunningContainer(
            String containerId, int pid, String logPath, int sandboxPid, String instanceId, RunSpec spec) {
        this(containerId, pid, logPath, sandboxPid, instanceId, spec, "");
    }

    boolean isSidecar() {
        return !sidecar.isEmpty();
    }
}
