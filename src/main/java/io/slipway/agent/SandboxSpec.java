package io.slipway.agent;

import java.util.Map;

/**
 * A container that does nothing but hold a network namespace, which the engine leaves empty: {@link SandboxNetwork} plugs it.
 *
 * @param name in the engine
 * @param imageId of the pause image
 * @param address IPv4 that it will have
 * @param labels only Slipway's own
 * @param endsByItself whether its pause process ends when nobody renews its lease, instead of sleeping for ever
 */
public record SandboxSpec(
        String name, String imageId, String address, Map<String, String> labels, boolean endsByItself) {

    /** One that stays until it is removed. */
    public SandboxSpec(String name, String imageId, String address, Map<String, String> labels) {
        this(name, imageId, address, labels, false);
    }

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
