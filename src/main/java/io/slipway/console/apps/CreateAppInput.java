package io.slipway.console.apps;

import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.InstanceSize;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the create form.
 *
 * @param sample whether the sample app is wanted; {@code image} does not count then
 * @param port null to take the image's own
 * @param routed whether the app gets a route
 * @param routeHost a whole host name; empty for the default one
 * @param command as typed
 */
record CreateAppInput(
        boolean sample,
        String image,
        String name,
        @Nullable Integer port,
        InstanceSize size,
        int instances,
        HealthCheck healthCheck,
        boolean routed,
        String routeHost,
        String command,
        Map<String, Secret> environment) {

    CreateAppInput {
        environment = Map.copyOf(environment);
    }

    /**
     * The request that the form stands for.
     *
     * @throws PlatformException.Invalid naming the field, for what the browser can tell without the server
     */
    CreateAppRequest toRequest(boolean start) {
        if (!sample && image.isBlank()) {
            throw new PlatformException.Invalid(
                    "image-missing", "image", "Name an image, for example ghcr.io/acme/shop:1.0.");
        }
        if (name.isBlank()) {
            throw new PlatformException.Invalid("invalid-name", "name", "Give the app a name.");
        }
        return new CreateAppRequest(
                name.strip(),
                sample ? CreateAppRequest.SAMPLE : image.strip(),
                port,
                size,
                instances,
                healthCheck,
                route(),
                CommandLine.parse(command),
                environment,
                start);
    }

    private @Nullable String route() {
        if (!routed || isWithoutPort()) {
            return "";
        }
        return routeHost.isBlank() ? null : routeHost.strip();
    }

    private boolean isWithoutPort() {
        return port != null && port == 0;
    }
}
