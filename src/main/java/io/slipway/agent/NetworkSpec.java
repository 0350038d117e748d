package io.slipway.agent;

import java.util.Map;

/**
 * The network of a host's instances.
 *
 * @param name in the engine
 * @param bridge interface name on the host, at most 15 characters
 * @param subnet CIDR; its first address is the bridge's
 * @param labels of the network
 */
public record NetworkSpec(String name, String bridge, String subnet, Map<String, String> labels) {

    private static final int LONGEST_INTERFACE_NAME = 15;

    public NetworkSpec {
        if (!bridge.matches("[a-z][a-z0-9-]*") || bridge.length() > LONGEST_INTERFACE_NAME) {
            throw new IllegalArgumentException("Not a bridge name: " + bridge);
        }
        labels = Map.copyOf(labels);
    }
}
