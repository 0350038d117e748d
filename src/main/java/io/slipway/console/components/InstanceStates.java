package io.slipway.console.components;

import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRow;
import org.jspecify.annotations.Nullable;

/** Tells an instance's state in words. Pure. */
public final class InstanceStates {

    private InstanceStates() {}

    /** The state of an instance with its reason. */
    public static InstanceStatus of(InstanceRow row) {
        return switch (row.state()) {
            case PENDING -> pending(row);
            case ASSIGNED -> new InstanceStatus(StateKind.PROGRESS, "Placed", row.progress());
            case PREPARING -> new InstanceStatus(StateKind.PROGRESS, "Preparing", row.progress());
            case STARTING -> new InstanceStatus(StateKind.PROGRESS, "Starting", why(row, row.progress()));
            case RUNNING -> running(row);
            case STOPPING -> new InstanceStatus(StateKind.PROGRESS, "Stopping", row.detail());
            case STOPPED -> new InstanceStatus(StateKind.STOPPED, "Stopped", row.detail());
            case REJECTED -> new InstanceStatus(StateKind.FAILED, "Rejected", why(row, null));
            case FAILED -> failed(row);
            case LOST ->
                new InstanceStatus(
                        StateKind.UNKNOWN,
                        "Lost",
                        why(row, "Its host is gone, or the container was removed behind Slipway's back."));
        };
    }

    private static InstanceStatus pending(InstanceRow row) {
        if (row.placementError() != null) {
            return new InstanceStatus(StateKind.PENDING, "Pending", row.placementError());
        }
        return row.notBefore() == null
                ? new InstanceStatus(StateKind.PENDING, "Pending", "Waits for a host.")
                : new InstanceStatus(
                        StateKind.FAILED, "Backing off", why(row, "It crashed and waits for its next start."));
    }

    private static InstanceStatus running(InstanceRow row) {
        if (row.desired() == DesiredState.STOPPED) {
            return new InstanceStatus(StateKind.PROGRESS, "Draining", "Requests in flight end before it stops.");
        }
        return row.routable()
                ? new InstanceStatus(StateKind.RUNNING, "Running", row.detail())
                : new InstanceStatus(
                        StateKind.DEGRADED, "Unhealthy", why(row, "Its probe does not answer, so it gets no traffic."));
    }

    private static InstanceStatus failed(InstanceRow row) {
        if (row.outOfMemory()) {
            return new InstanceStatus(
                    StateKind.FAILED,
                    "Out of memory",
                    why(row, "It used more memory than its limit and was ended. Raise the limit."));
        }
        var word = row.endedWithEngine() ? "Engine stopped" : "Crashed";
        return new InstanceStatus(StateKind.FAILED, word, why(row, exit(row)));
    }

    private static @Nullable String exit(InstanceRow row) {
        return row.exitCode() == null ? null : "Exit code " + row.exitCode() + ".";
    }

    private static @Nullable String why(InstanceRow row, @Nullable String otherwise) {
        return row.detail() == null ? otherwise : row.detail();
    }
}
