package io.slipway.agent.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.Statistics;
import io.slipway.agent.ContainerDetails;
import io.slipway.agent.ContainerLabels;
import io.slipway.agent.ContainerSummary;
import io.slipway.agent.ContainerUse;
import io.slipway.agent.ImageFacts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The engine's words into ours; absent becomes empty. */
final class Translation {

    private Translation() {}

    static ContainerSummary summary(Container container) {
        var names = container.getNames();
        var name = names == null || names.length == 0 ? "" : withoutSlash(names[0]);
        return new ContainerSummary(
                container.getId(), name, "running".equals(container.getState()), labels(container.getLabels()));
    }

    static ContainerDetails details(InspectContainerResponse found) {
        var state = found.getState();
        var config = found.getConfig();
        return new ContainerDetails(
                found.getId(),
                withoutSlash(text(found.getName())),
                Boolean.TRUE.equals(state.getRunning()),
                !"created".equals(state.getStatus()),
                state.getPidLong() == null ? 0 : state.getPidLong().intValue(),
                state.getExitCodeLong() == null ? 0 : state.getExitCodeLong().intValue(),
                Boolean.TRUE.equals(state.getOOMKilled()),
                text(state.getError()),
                text(found.getLogPath()),
                address(found),
                instant(state.getStartedAt()),
                labels(config == null ? null : config.getLabels()));
    }

    static ImageFacts image(InspectImageResponse image) {
        var config = image.getConfig();
        return new ImageFacts(
                text(image.getId()),
                digest(image.getRepoDigests()),
                config == null ? List.of() : ports(config.getExposedPorts()),
                config == null ? "" : text(config.getUser()),
                config != null && config.getHealthcheck() != null,
                config == null || config.getVolumes() == null
                        ? List.of()
                        : config.getVolumes().keySet().stream().sorted().toList(),
                config == null ? "" : text(config.getWorkingDir()),
                image.getSize() == null ? 0 : image.getSize(),
                architecture(image.getArch()),
                command(config));
    }

    static ContainerUse use(Statistics read) {
        var cpu = read.getCpuStats();
        var memory = read.getMemoryStats();
        long cpuNanos = cpu == null || cpu.getCpuUsage() == null
                ? 0
                : orZero(cpu.getCpuUsage().getTotalUsage());
        if (memory == null) {
            return new ContainerUse(cpuNanos, 0, 0);
        }
        var parts = memory.getStats();
        long droppable =
                parts == null ? 0 : Math.max(orZero(parts.getTotalInactiveFile()), orZero(parts.getInactiveFile()));
        return new ContainerUse(
                cpuNanos, Math.max(0, orZero(memory.getUsage()) - droppable), orZero(memory.getLimit()));
    }

    /** The kernel's name of a machine in the words of images. */
    static String architecture(@Nullable String name) {
        return switch (text(name)) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> text(name);
        };
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static Map<String, String> labels(@Nullable Map<String, String> labels) {
        return labels == null ? Map.of() : labels;
    }

    private static Instant instant(@Nullable String time) {
        return time == null || time.isEmpty()
                ? Instant.EPOCH
                : OffsetDateTime.parse(time).toInstant();
    }

    /** Of a sandbox: a label of ours tells it; the engine itself knows that of one that it has connected, as before. */
    private static String address(InspectContainerResponse found) {
        var config = found.getConfig();
        var told = labels(config == null ? null : config.getLabels()).getOrDefault(ContainerLabels.ADDRESS, "");
        var settings = found.getNetworkSettings();
        if (!told.isEmpty() || settings == null || settings.getNetworks() == null) {
            return told;
        }
        return settings.getNetworks().values().stream()
                .map(Translation::addressIn)
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A container that is not running has no address yet, but knows which one it asked for. */
    private static String addressIn(ContainerNetwork network) {
        var current = text(network.getIpAddress());
        var ipam = network.getIpamConfig();
        return current.isEmpty() && ipam != null ? text(ipam.getIpv4Address()) : current;
    }

    private static String digest(@Nullable List<String> repositoryDigests) {
        if (repositoryDigests == null || repositoryDigests.isEmpty()) {
            return "";
        }
        var first = repositoryDigests.getFirst();
        return first.substring(first.indexOf('@') + 1);
    }

    private static List<Integer> ports(ExposedPort @Nullable [] ports) {
        if (ports == null) {
            return List.of();
        }
        return Arrays.stream(ports)
                .filter(port -> port.getProtocol() == InternetProtocol.TCP)
                .map(ExposedPort::getPort)
                .sorted()
                .toList();
    }

    private static List<String> command(@Nullable ContainerConfig config) {
        if (config == null) {
            return List.of();
        }
        var words = new ArrayList<String>();
        Stream.of(config.getEntrypoint(), config.getCmd())
                .filter(Objects::nonNull)
                .forEach(part -> words.addAll(Arrays.asList(part)));
        return words;
    }
}
