package io.slipway.apps;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
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
 * @param sidecars containers beside the app's in each instance, in the order in which they start
 */
public record ProcessSettings(
        List<String> command,
        Ports ports,
        InstanceSize size,
        HealthCheck healthCheck,
        PlacementRules placement,
        List<Sidecar> sidecars) {

    /** Of a process of which nothing was said: it listens nowhere and does well as long as it runs. */
    public static final ProcessSettings DEFAULT = new ProcessSettings(
            List.of(),
            Ports.NONE,
            InstanceSize.SMALL,
            new HealthCheck(HealthCheck.Type.PROCESS, "/", Duration.ofSeconds(60)),
            PlacementRules.NONE);

    public ProcessSettings {
        command = List.copyOf(command);
        sidecars = List.copyOf(sidecars);
    }

    /** Of a process without sidecars. */
    public ProcessSettings(
            List<String> command, Ports ports, InstanceSize size, HealthCheck healthCheck, PlacementRules placement) {
        this(command, ports, size, healthCheck, placement, List.of());
    }

    /** What one instance takes of its host: the app and its sidecars. */
    public InstanceSize instanceSize() {
        long memory = size.memory().bytes();
        int cpu = size.cpu().millis();
        for (var sidecar : sidecars) {
            memory += sidecar.size().memory().bytes();
            cpu += sidecar.size().cpu().millis();
        }
        return new InstanceSize(new DataSize(memory), new Cpu(cpu));
    }

    /** The number of the primary port; 0 for none. */
    public int port() {
        return ports.primary();
    }

    /** The same with another command. */
    public ProcessSettings withCommand(List<String> words) {
        return new ProcessSettings(words, ports, size, healthCheck, placement, sidecars);
    }

    /** The same with other ports. */
    public ProcessSettings withPorts(Ports others) {
        return new ProcessSettings(command, others, size, healthCheck, placement, sidecars);
    }

    /** The same with instances of another size. */
    public ProcessSettings withSize(InstanceSize other) {
        return new ProcessSettings(command, ports, other, healthCheck, placement, sidecars);
    }

    /** The same with another health check. */
    public ProcessSettings withHealthCheck(HealthCheck check) {
        return new ProcessSettings(command, ports, size, check, placement, sidecars);
    }

    /** The same on other hosts. */
    public ProcessSettings withPlacement(PlacementRules rules) {
        return new ProcessSettings(command, ports, size, healthCheck, rules, sidecars);
    }

    /** The same with other sidecars. */
    public ProcessSettings withSidecars(List<Sidecar> others) {
        return new ProcessSettings(command, ports, size, healthCheck, placement, others);
    }
}
