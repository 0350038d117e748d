package io.slipway.apps;

import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to go from an image to a running app in one call.
 *
 * @param name a DNS label, unique in the space
 * @param image a reference, or {@link #SAMPLE}
 * @param port where the app listens; null takes the image's first EXPOSE, else 8080; 0 for an app without a port
 * @param size of each instance
 * @param instances 0 to 100
 * @param healthCheck how a start is judged
 * @param routeHost the whole host name of its route; null for the default {@code name.<apps domain>}; empty for no route
 * @param command replaces the image's; empty for the image's own
 * @param environment names and values, checked by the rules of {@code EnvironmentRules}
 * @param start whether to deploy at once
 * @param placement which hosts may run its instances
 */
public record CreateAppRequest(
        String name,
        String image,
        @Nullable Integer port,
        InstanceSize size,
        int instances,
        HealthCheck healthCheck,
        @Nullable String routeHost,
        List<String> command,
        Map<String, Secret> environment,
        boolean start,
        PlacementRules placement) {

    /** The reference that stands for the sample app, which needs no registry. */
    public static final String SAMPLE = "slipway/sample";

    /** An app that any host may run. */
    public CreateAppRequest(
            String name,
            String image,
            @Nullable Integer port,
            InstanceSize size,
            int instances,
            HealthCheck healthCheck,
            @Nullable String routeHost,
            List<String> command,
            Map<String, Secret> environment,
            boolean start) {
        this(
                name,
                image,
                port,
                size,
                instances,
                healthCheck,
                routeHost,
                command,
                environment,
                start,
                PlacementRules.NONE);
    }

    public CreateAppRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
