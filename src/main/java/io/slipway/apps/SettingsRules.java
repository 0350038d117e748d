package io.slipway.apps;

import io.slipway.images.ImageReference;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What sizes, ports, commands and health checks are allowed; each refusal names its field. */
final class SettingsRules {

    static final int MAX_INSTANCES = 100;
    static final int DEFAULT_PORT = 8080;

    private static final long MIN_MEMORY_MIB = 16;
    private static final long MAX_MEMORY_MIB = 1024L * 1024;
    private static final int MIN_CPU_MILLIS = 10;
    private static final int MAX_CPU_MILLIS = 256_000;
    private static final int MAX_ARGUMENTS = 100;
    private static final int MAX_COMMAND_CHARACTERS = 4000;
    private static final Duration MIN_START = Duration.ofSeconds(1);
    private static final Duration MAX_START = Duration.ofSeconds(180);
    private static final Pattern PATH = Pattern.compile("/[!-~]{0,511}");

    private static final Pattern SIDECAR_NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");

    private SettingsRules() {}

    static void requireInstances(int instances) {
        if (instances < 0 || instances > MAX_INSTANCES) {
            throw invalid("invalid-instances", "instances", "An app has 0 to " + MAX_INSTANCES + " instances.");
        }
    }

    static ReleaseSettings require(ReleaseSettings settings) {
        if (settings.of(ProcessType.WEB).isEmpty()) {
            throw invalid(
                    "web-needed",
                    "processes." + ProcessType.WEB,
                    "Every app has the process web. Scale it to 0 instances instead of removing it.");
        }
        if (settings.processes().size() > ReleaseSettings.MAX_PROCESSES) {
            throw invalid(
                    "too-many-processes",
                    "processes",
                    "An app has at most " + ReleaseSettings.MAX_PROCESSES + " processes.");
        }
        settings.processes().forEach(SettingsRules::require);
        return settings;
    }

    /** Fields of the web process stand for themselves, those of others below its name. */
    private static void require(String type, ProcessSettings settings) {
        if (type.equals(ProcessType.WEB)) {
            require(settings);
            return;
        }
        var place = "processes." + ProcessType.require(type, "processes");
        try {
            require(settings);
        } catch (PlatformException.Invalid refused) {
            throw invalid(
                    refused.code(),
                    place + refused.field().map(field -> "." + field).orElse(""),
                    refused.sentence());
        }
    }

    private static void require(ProcessSettings settings) {
        Ports.require(settings.ports().all(), settings.ports().isPlain() ? "port" : "ports");
        requireSize(settings.size());
        requireHealthCheck(settings.healthCheck(), settings.port());
        requireCommand(settings.command());
        requireSidecars(settings.sidecars());
    }

    private static void requireSidecars(List<Sidecar> sidecars) {
        if (sidecars.size() > Sidecar.MAX_SIDECARS) {
            throw invalid(
                    "invalid-sidecar", "sidecars", "A process has at most " + Sidecar.MAX_SIDECARS + " sidecars.");
        }
        var names = new HashSet<String>();
        for (var sidecar : sidecars) {
            if (!SIDECAR_NAME.matcher(sidecar.name()).matches() || !names.add(sidecar.name())) {
                throw invalid(
                        "invalid-sidecar",
                        "sidecars.name",
                        "Each sidecar has a name of its own: a letter, then at most 29 small letters, digits and"
                                + " hyphens.");
            }
            ImageReference.parse(sidecar.image());
            requireSize(sidecar.size());
            requireCommand(sidecar.command());
        }
    }

    private static void requireSize(InstanceSize size) {
        long memory = size.memory().toMebibytes();
        if (memory < MIN_MEMORY_MIB || memory > MAX_MEMORY_MIB) {
            throw invalid(
                    "invalid-size",
                    "memoryMib",
                    "Memory is " + MIN_MEMORY_MIB + " to " + MAX_MEMORY_MIB + " MiB for each instance.");
        }
        int cpu = size.cpu().millis();
        if (cpu < MIN_CPU_MILLIS || cpu > MAX_CPU_MILLIS) {
            throw invalid("invalid-size", "cpuMillis", "CPU is 0.01 to 256 cores for each instance.");
        }
    }

    private static void requireHealthCheck(HealthCheck check, int port) {
        if (port == 0 && check.type() != HealthCheck.Type.PROCESS) {
            throw invalid(
                    "invalid-health-check", "healthCheck", "What has no port can only be checked by its process.");
        }
        if (!PATH.matcher(check.path()).matches()) {
            throw invalid(
                    "invalid-health-check",
                    "healthCheck.path",
                    "A health check path begins with a slash and has at most 512 visible ASCII characters.");
        }
        var timeout = check.startTimeout();
        if (timeout.compareTo(MIN_START) < 0 || timeout.compareTo(MAX_START) > 0) {
            throw invalid(
                    "invalid-health-check",
                    "healthCheck.startTimeoutSeconds",
                    "The time for a start is 1 to 180 seconds.");
        }
    }

    private static void requireCommand(List<String> command) {
        int characters = command.stream().mapToInt(String::length).sum();
        boolean hasNul = command.stream().anyMatch(argument -> argument.indexOf('\0') >= 0);
        if (!command.isEmpty() && command.getFirst().isBlank()) {
            throw invalid("invalid-command", "command", "A command begins with the program to start.");
        }
        if (command.size() > MAX_ARGUMENTS || characters > MAX_COMMAND_CHARACTERS || hasNul) {
            throw invalid(
                    "invalid-command",
                    "command",
                    "A command has at most " + MAX_ARGUMENTS + " arguments and " + MAX_COMMAND_CHARACTERS
                            + " characters, and no NUL.");
        }
    }

    private static PlatformException invalid(String code, String field, String sentence) {
        return new PlatformException.Invalid(code, field, sentence);
    }
}
