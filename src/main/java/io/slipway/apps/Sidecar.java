package io.slipway.apps;

import io.slipway.kernel.Secret;
import java.util.List;
import java.util.Map;

/**
 * A container beside the app's in every instance of a process: it shares network and life of the instance.
 *
 * @param name unique in its process
 * @param image what the user wrote
 * @param imageId what it was resolved to; empty until it is saved
 * @param command replaces the image's; empty for the image's own
 * @param environment sealed like the app's; where values are not told, each is {@link #KEPT}
 * @param size on top of the app's own
 */
public record Sidecar(
        String name,
        String image,
        String imageId,
        List<String> command,
        Map<String, Secret> environment,
        InstanceSize size) {

    /** The most of one process. */
    public static final int MAX_SIDECARS = 3;

    /** Stands for a value that nobody is told, and that stays as it is when the sidecar is saved again. */
    public static final Secret KEPT = new Secret("\0kept");

    public Sidecar {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    Sidecar withImageId(String id) {
        return new Sidecar(name, image, id, command, environment, size);
    }

    Sidecar withEnvironment(Map<String, Secret> values) {
        return new Sidecar(name, image, imageId, command, values, size);
    }
}
