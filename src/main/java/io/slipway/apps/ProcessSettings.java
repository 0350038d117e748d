package io.slipway.apps;

import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import java.time.Duration;
import java.util.List;

/**
 * How one process of an app runs; part of a release. A new setting has its place here, in {@link SettingsCodec} and, in words, in
 * {@link ReleaseChanges} and {@link ReleaseComparison}; whoever makes one of another by a {@code with} keeps it.
 *
 * @param command replaces the image's; empty for the image's own
 * @param ports where it listens
 * @param size of each instance
 * @param healthCheck how a start is judged
 * @param placement which hosts may run its instances
 */
public record ProcessSettings(
        List<String> command, Ports ports, InstanceSize size, HealthCheck healthCheck, PlacementRules placement) {

    /** Of a process of which nothing was said: it listens nowhere and does well as long as it runs. */
    public static final ProcessSettings DEFAULT = new ProcessSettings(
            List.of(),
            Ports.NONE,
            InstanceSize.SMALL,
            new HealthCheck(HealthCheck.Type.PROCESS, "/", Duration.ofSeconds(60)),
            PlacementRules.NONE);

    public ProcessSettings {
        command = List.copyOf(command);
    }

    /** The number of the primary port; 0 for none. */
    public int port() {
        return ports.primary();
    }

    /** The same with another command. */
    public ProcessSettings withCommand(List<String> words) {
        return new ProcessSettings(words, ports, size, healthCheck, placement);
    }

    /** The same with other ports. */
    public ProcessSettings withPorts(Ports others) {
        return new ProcessSettings(command, others, size, healthCheck, placement);
    }

    /** The same with instances of another size. */
    public ProcessSettings withSize(InstanceSize other) {
        return new ProcessSettings(command, ports, other, healthCheck, placement);
    }

    /** The same with another health check. */
    public ProcessSettings withHealthCheck(HealthCheck check) {
        return new ProcessSettings(command, ports, size, check, placement);
    }

    /** The same on other hosts. */
    public ProcessSettings withPlacement(PlacementRules rules) {
        return new ProcessSettings(command, ports, size, healthCheck, rules);
    }
}
