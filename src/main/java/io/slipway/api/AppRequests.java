package io.slipway.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers send about apps. Every field is optional to the parser; what is needed is asked for by name. */
final class AppRequests {

    private AppRequests() {}

    /** How a start is judged; {@code type} is process, port or http. */
    record HealthCheckRequest(
            @Nullable String type,
            @Nullable String path,
            @Nullable Integer startTimeoutSeconds) {}

    /** A new app; only name and image are needed. */
    record CreateRequest(
            @Nullable String name,
            @Nullable String image,
            @Nullable Integer port,
            @Nullable Long memoryMib,
            @Nullable Integer cpuMillis,
            @Nullable Integer instances,
            @Nullable HealthCheckRequest healthCheck,
            @Nullable String routeHost,
            @Nullable List<String> command,
            @Nullable Map<String, String> environment,
            @Nullable Boolean start,
            @Nullable String constraints,
            @Nullable Integer atMostPerHost,
            @Nullable Boolean atMostOne) {}

    /** What to say of an app, in place of all that was said. */
    record LabelsRequest(@Nullable Map<String, String> labels) {}

    /** How many instances a process should have; {@code web} if none is named. */
    record ScaleRequest(
            @Nullable Integer instances, @Nullable String process) {}

    /** Another image. */
    record ImageRequest(@Nullable String image, @Nullable StrategyRequest strategy) {}

    /** How to deploy what needs nothing else to be said. */
    record DeployRequest(@Nullable StrategyRequest strategy) {}

    /** A port under a name of its own, 1 to 65535. */
    record PortRequest(@Nullable String name, @Nullable Integer number) {}

    /** Other settings of one process; what is left out stays, or is as by default in a process that is added. */
    record ProcessRequest(
            @Nullable Integer port,
            @Nullable List<PortRequest> ports,
            @Nullable Long memoryMib,
            @Nullable Integer cpuMillis,
            @Nullable HealthCheckRequest healthCheck,
            @Nullable List<String> command,
            @Nullable String constraints,
            @Nullable Integer atMostPerHost,
            @Nullable Boolean atMostOne,
            @Nullable List<SidecarRequest> sidecars) {}

    /**
     * A container beside the app's; name and image are needed.
     *
     * @param environment all its variables; null as a value leaves one as it is
     */
    record SidecarRequest(
            @Nullable String name,
            @Nullable String image,
            @Nullable List<String> command,
            @Nullable Map<String, @Nullable String> environment,
            @Nullable Long memoryMib,
            @Nullable Integer cpuMillis) {}

    /**
     * Other settings; what is left out stays. All but {@code processes} is of the web process.
     *
     * @param port the number of the primary port; 0 for none
     * @param ports all of them, the primary one first, in place of those before
     * @param constraints what a host's labels have to fulfil, such as {@code disk=ssd, zone in (a, b)}; empty for any host
     * @param atMostPerHost how many instances one host runs at most; 0 for no limit
     * @param atMostOne whether two instances must never run at once
     * @param sidecars all of them in place of those before; what one leaves out stays
     * @param processes others by their names: added or changed, and taken away by null
     */
    record SettingsRequest(
            @Nullable Integer port,
            @Nullable List<PortRequest> ports,
            @Nullable Long memoryMib,
            @Nullable Integer cpuMillis,
            @Nullable HealthCheckRequest healthCheck,
            @Nullable List<String> command,
            @Nullable String constraints,
            @Nullable Integer atMostPerHost,
            @Nullable Boolean atMostOne,
            @Nullable List<SidecarRequest> sidecars,
            @Nullable Map<String, @Nullable ProcessRequest> processes,
            @Nullable StrategyRequest strategy) {

        /** What it says of the web process. */
        ProcessRequest web() {
            return new ProcessRequest(
                    port,
                    ports,
                    memoryMib,
                    cpuMillis,
                    healthCheck,
                    command,
                    constraints,
                    atMostPerHost,
                    atMostOne,
                    sidecars);
        }
    }

    /** Edits to the environment; {@code version} is that of the answer that the edit started from. */
    record EnvironmentRequest(
            @Nullable Map<String, String> set,
            @Nullable Set<String> remove,
            @Nullable Long version) {}

    /**
     * What a route leads to.
     *
     * @param process type of the process; {@code web} when left out
     * @param port of the process; its first one when left out
     */
    record DestinationRequest(
            @Nullable String process, @Nullable Integer port) {}

    /** A new route. */
    record RouteRequest(
            @Nullable String host,
            @Nullable String path,
            @Nullable DestinationRequest destination) {}

    /** A new TCP route; without a port it gets a free one. */
    record TcpRouteRequest(@Nullable Integer port, @Nullable DestinationRequest destination) {}
}
