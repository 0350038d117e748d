package io.slipway.agent;

import java.util.List;
import java.util.Map;

/**
 * A container that does nothing but hold a network namespace with an address of its own.
 *
 * @param name in the engine
 * @param imageId of the pause image
 * @param network to join
 * @param address IPv4 within the network's subnet
 * @param resolvers whom everything in it asks for names, in this order; none for the engine's own choice
 * @param labels only Slipway's own
 */
public record SandboxSpec(
        String name,
        String imageId,
        String network,
        String address,
        List<String> resolvers,
        Map<String, String> labels) {

    public SandboxSpec {
        resolvers = List.copyOf(resolvers);
        labels = Map.copyOf(labels);
    }
}
