package io.slipway.console.admin;

import io.slipway.console.components.StateKind;
import io.slipway.hosts.HostView;
import io.slipway.placement.DrainPlan;
import org.jspecify.annotations.Nullable;

/** A host's state by kind and word. */
record HostState(StateKind kind, String word) {

    static HostState of(HostLoad load) {
        var host = load.host();
        return switch (host.state()) {
            case UNKNOWN -> new HostState(StateKind.UNKNOWN, "Not heard of");
            case HELD -> new HostState(StateKind.FAILED, "Unreachable, held");
            case UNREACHABLE -> new HostState(StateKind.FAILED, "Unreachable");
            case READY -> ready(host, load.drain());
        };
    }

    private static HostState ready(HostView host, @Nullable DrainPlan drain) {
        if (host.problem() != null) {
            return new HostState(StateKind.DEGRADED, "Problem");
        }
        if (drain != null) {
            return draining(drain.stage());
        }
        return host.cordoned()
                ? new HostState(StateKind.SUSPENDED, "Cordoned")
                : new HostState(StateKind.RUNNING, "Ready");
    }

    private static HostState draining(DrainPlan.Stage stage) {
        return switch (stage) {
            case PLANNED, DRAINING -> new HostState(StateKind.PROGRESS, "Draining");
            case PAUSED -> new HostState(StateKind.SUSPENDED, "Drain paused");
            case DRAINED -> new HostState(StateKind.STOPPED, "Drained");
        };
    }
}
