package io.slipway.agent;

import java.util.Map;

/**
 * A container that does nothing but hold a network namespace, which the engine leaves empty: {@link SandboxNetwork} plugs it.
 *
 * @param name in the engine
 * @param imageId of the pause image
 * @param address IPv4 that it will have
 * @param labels only Slipway's own
 */
public record SandboxSpec(String name, String imageId, String address, Map<String, String> labels) {

    public SandboxSpec {
        labels = Map.copyOf(labels);
    }

    /** What programs in it call their machine. */
    public String hostname() {
        return hostname(address);
    }

    static String hostname(String address) {
        return "i-" + address.replace('.', '-');
    }
}
