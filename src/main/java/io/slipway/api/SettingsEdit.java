package io.slipway.api;

import io.slipway.api.AppRequests.PortRequest;
import io.slipway.api.AppRequests.ProcessRequest;
import io.slipway.api.AppRequests.SettingsRequest;
import io.slipway.api.AppRequests.SidecarRequest;
import io.slipway.apps.InstanceSize;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ReleaseSettings;
import io.slipway.apps.Sidecar;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes new settings of present ones and of what a caller wants to be otherwise. */
final class SettingsEdit {

    private SettingsEdit() {}

    static ReleaseSettings apply(SettingsRequest request, ReleaseSettings current) {
        var settings = current.withWeb(process(request.web(), current.web(), ""));
        for (var entry : Fields.orElse(request.processes(), Map.<String, @Nullable ProcessRequest>of())
                .entrySet()) {
            settings = with(settings, entry.getKey(), entry.getValue());
        }
        return settings;
    }

    private static ReleaseSettings with(ReleaseSettings settings, String type, @Nullable ProcessRequest request) {
        if (type.equals(ProcessType.WEB)) {
            throw new PlatformException.Invalid(
                    "invalid-process",
                    "processes.web",
                    "Settings of the process web stand beside processes, not in it. It cannot be taken away.");
        }
        var known = settings.of(type);
        if (request == null) {
            return settings.without(type);
        }
        return settings.with(type, process(request, known.orElse(ProcessSettings.DEFAULT), "processes." + type + "."));
    }

    private static ProcessSettings process(ProcessRequest request, ProcessSettings current, String place) {
        return current.withCommand(Fields.noneNull(request.command(), current.command(), place + "command"))
                .withPorts(ports(request, current.ports(), place))
                .withSize(Fields.size(request.memoryMib(), request.cpuMillis(), current.size()))
                .withHealthCheck(Fields.healthCheck(request.healthCheck(), current.healthCheck()))
                .withPlacement(Fields.placement(
                        request.constraints(), request.atMostPerHost(), request.atMostOne(), current.placement()))
                .withSidecars(sidecars(request, current.sidecars(), place));
    }

    private static List<Sidecar> sidecars(ProcessRequest request, List<Sidecar> current, String place) {
        if (request.sidecars() == null) {
            return current;
        }
        return Fields.noneNull(request.sidecars(), List.<SidecarRequest>of(), place + "sidecars").stream()
                .map(each -> sidecar(each, current, place + "sidecars."))
                .toList();
    }

    /** One that keeps its image keeps what that was resolved to. */
    private static Sidecar sidecar(SidecarRequest request, List<Sidecar> current, String place) {
        var name = Fields.required(request.name(), place + "name");
        var known = current.stream().filter(each -> each.name().equals(name)).findFirst();
        var image = request.image() == null && known.isPresent()
                ? known.get().image()
                : Fields.required(request.image(), place + "image");
        return new Sidecar(
                name,
                image,
                known.filter(before -> before.image().equals(image))
                        .map(Sidecar::imageId)
                        .orElse(""),
                Fields.noneNull(request.command(), known.map(Sidecar::command).orElse(List.of()), place + "command"),
                environment(request, known),
                Fields.size(
                        request.memoryMib(),
                        request.cpuMillis(),
                        known.map(Sidecar::size).orElse(InstanceSize.SMALL)));
    }

    private static Map<String, Secret> environment(SidecarRequest request, Optional<Sidecar> known) {
        if (request.environment() == null) {
            return known.map(Sidecar::environment).orElse(Map.of());
        }
        var values = new HashMap<String, Secret>();
        request.environment()
                .forEach((name, value) -> values.put(name, value == null ? Sidecar.KEPT : new Secret(value)));
        return values;
    }

    private static Ports ports(ProcessRequest request, Ports current, String place) {
        if (request.ports() != null) {
            var named = Fields.noneNull(request.ports(), List.<PortRequest>of(), place + "ports").stream()
                    .map(port -> new Ports.Port(
                            Fields.required(port.name(), place + "ports.name"),
                            Fields.required(port.number(), place + "ports.number")))
                    .toList();
            var ports = Ports.require(named, place + "ports");
            return request.port() == null ? ports : ports.withPrimary(request.port());
        }
        return request.port() == null ? current : current.withPrimary(request.port());
    }
}
