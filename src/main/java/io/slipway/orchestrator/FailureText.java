package io.slipway.orchestrator;

import io.slipway.instances.InstanceRecord;
import java.util.Objects;

/** Why an instance ended, and what to do about it, in plain sentences. */
final class FailureText {

    private FailureText() {}

    static String of(InstanceRecord row) {
        return "Instance %s: %s %s".formatted(row.name(), sentence(cause(row)), nextStep(row));
    }

    private static String cause(InstanceRecord row) {
        if (row.detail() != null) {
            return row.detail();
        }
        if (row.outOfMemory()) {
            return "it used more than its %d MB of memory"
                    .formatted(row.memory().toMebibytes());
        }
        return row.exitCode() == null ? "it did not start" : "it exited with code " + row.exitCode();
    }

    private static String nextStep(InstanceRecord row) {
        if (row.detail() != null) {
            // The agent's sentence says already what to do, except after an exit, where only the log can tell.
            return "exited".equals(row.reason()) ? "Look at its logs, then deploy again." : "Then deploy again.";
        }
        if (row.outOfMemory()) {
            return "Give it more memory, or look for a leak, and deploy again.";
        }
        return switch (Objects.requireNonNullElse(row.reason(), "")) {
            case "image-not-found", "invalid-reference" -> "Check the image's name and tag, and deploy again.";
            case "registry-unreachable" -> "Check that the host reaches the registry, and deploy again.";
            case "startup-probe-failed" ->
                "Check that it listens on 0.0.0.0 and port %d, or change its health check, and deploy again."
                        .formatted(row.port());
            default -> "Look at its logs, and deploy again.";
        };
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }
}
