package io.slipway.agent;

import io.slipway.kernel.PrivateFiles;
import java.util.List;

/**
 * What an agent is put together from; {@link AgentMain} does it.
 *
 * @param runtime the engine
 * @param images of this host
 * @param files the agent's own
 * @param probe of instances
 * @param watchers who want to know of running containers
 * @param links who ships things to the server over streams of their own
 * @param router of this host
 */
record AgentParts(
        ContainerRuntime runtime,
        ImageDesk images,
        PrivateFiles files,
        HealthProbe probe,
        List<ContainerWatcher> watchers,
        List<LinkWatcher> links,
        RoutingPart router) {

    AgentParts {
        watchers = List.copyOf(watchers);
        links = List.copyOf(links);
    }
}
