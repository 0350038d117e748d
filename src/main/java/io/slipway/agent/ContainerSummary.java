package io.slipway.agent;

import java.util.Map;

/**
 * A container in a list.
 *
 * @param id of the container
 * @param name without leading slash
 * @param running whether its process runs
 * @param labels all of them
 */
public record ContainerSummary(String id, String name, boolean running, Map<String, String> labels) {

    public ContainerSummary {
        labels = Map.copyOf(labels);
    }
}
