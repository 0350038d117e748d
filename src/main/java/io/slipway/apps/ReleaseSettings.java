package io.slipway.apps;

import java.util.List;

/** The settings of a release that are neither image nor environment. */
public record ReleaseSettings(int port, InstanceSize size, HealthCheck healthCheck, List<String> command) {

    public ReleaseSettings {
        command = List.copyOf(command);
    }
}
