package io.slipway.console.admin;

import io.slipway.console.components.StateKind;
import io.slipway.hosts.HostView;

/** A host's state by kind and word. */
record HostState(StateKind kind, String word) {

    static HostState of(HostView host) {
        return switch (host.state()) {
            case UNKNOWN -> new HostState(StateKind.UNKNOWN, "Not heard of");
            case UNREACHABLE -> new HostState(StateKind.FAILED, "Unreachable");
            case READY -> ready(host);
        };
    }

    private static HostState ready(HostView host) {
        if (host.problem() != null) {
            return new HostState(StateKind.DEGRADED, "Problem");
        }
        return host.cordoned()
                ? new HostState(StateKind.SUSPENDED, "Cordoned")
                : new HostState(StateKind.RUNNING, "Ready");
    }
}
