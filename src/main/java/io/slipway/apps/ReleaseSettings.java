package io.slipway.apps;

import io.slipway.kernel.PlacementRules;
import java.util.List;

/**
 * The settings of a release that are neither image nor environment.
 *
 * @param placement which hosts may run its instances
 */
public record ReleaseSettings(
        int port, InstanceSize size, HealthCheck healthCheck, List<String> command, PlacementRules placement) {

    public ReleaseSettings {
        command = List.copyOf(command);
    }
}
