package io.slipway.agent;

import io.slipway.protocol.NamedPort;
import io.slipway.protocol.RunSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment of an app's container: what the server sent, and what only the host knows, which wins. */
final class AppEnvironment {

    private AppEnvironment() {}

    /** A server of before names the primary port alone. */
    private static String ports(RunSpec spec) {
        var numbers = spec.getPortsList().isEmpty()
                ? Stream.of(spec.getPort())
                : spec.getPortsList().stream().map(NamedPort::getNumber);
        return numbers.map("{\"external\":%1$d,\"internal\":%1$d}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * An instance is reached at its own address and at the port that it listens on, so the inner and the outer words of Cloud
     * Foundry's contract are the same here.
     */
    static Map<String, String> of(String instanceId, RunSpec spec, String address) {
        var all = new LinkedHashMap<>(spec.getEnvironmentMap());
        var index = Integer.toString(spec.getIndex());
        all.put("CF_INSTANCE_GUID", instanceId);
        all.put("CF_INSTANCE_INDEX", index);
        all.put("INSTANCE_GUID", instanceId);
        all.put("INSTANCE_INDEX", index);
        all.put("CF_INSTANCE_IP", address);
        all.put("CF_INSTANCE_INTERNAL_IP", address);
        all.put("SLIPWAY_APP", spec.getAppName());
        all.put("SLIPWAY_RELEASE", Integer.toString(spec.getReleaseNumber()));
        int port = spec.getPort();
        if (port > 0) {
            all.put("PORT", Integer.toString(port));
            all.put("CF_INSTANCE_PORT", Integer.toString(port));
        }
        all.put("CF_INSTANCE_ADDR", port > 0 ? address + ":" + port : "");
        all.put("CF_INSTANCE_PORTS", port > 0 ? ports(spec) : "[]");
        return all;
    }
}
