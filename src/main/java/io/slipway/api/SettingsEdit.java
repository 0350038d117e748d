package io.slipway.api;

import io.slipway.api.AppRequests.PortRequest;
import io.slipway.api.AppRequests.ProcessRequest;
import io.slipway.api.AppRequests.SettingsRequest;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ReleaseSettings;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessType;
import java.util.List;
import java.util.Map;
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
                        request.constraints(), request.atMostPerHost(), request.atMostOne(), current.placement()));
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
