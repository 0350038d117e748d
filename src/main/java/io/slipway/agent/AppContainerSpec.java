package io.slipway.agent;

import java.util.List;
import java.util.Map;

/**
 * An app's container, built up from the few things that may be chosen; all else is fixed by the runtime.
 *
 * @param name in the engine
 * @param imageId what runs
 * @param sandboxId whose network namespace it joins
 * @param command replaces entry point and command of the image; empty keeps the image's own
 * @param environment name to value
 * @param memoryBytes limit, swap included
 * @param cpuMillis weight against neighbours; the ceiling is this rounded up to whole cores
 * @param labels only Slipway's own
 * @param files of the host, read-only, in place of the image's own: path inside to path on the host
 * @param endsWithSandbox whether it joins the sandbox's processes, too, so that none of its own outlives the pause process
 */
public record AppContainerSpec(
        String name,
        String imageId,
        String sandboxId,
        List<String> command,
        Map<String, String> environment,
        long memoryBytes,
        int cpuMillis,
        Map<String, String> labels,
        Map<String, String> files,
        boolean endsWithSandbox) {

    /** One whose processes are its own. */
    public AppContainerSpec(
            String name,
            String imageId,
            String sandboxId,
            List<String> command,
            Map<String, String> environment,
            long memoryBytes,
            int cpuMillis,
            Map<String, String> labels,
            Map<String, String> files) {
        this(name, imageId, sandboxId, command, environment, memoryBytes, cpuMillis, labels, files, false);
    }

    public AppContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        files = Map.copyOf(files);
    }

    /** Names no value of the environment. */
    @Override
    public String toString() {
        return "AppContainerSpec[" + name + " of " + imageId + "]";
    }
}
