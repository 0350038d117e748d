package io.slipway.agent;

import java.util.List;

/**
 * What an agent is put together from. This and {@link AgentMain#parts} are the one place where log shipping, metric shipping and
 * the router join it.
 *
 * @param runtime the engine
 * @param images of this host
 * @param files the agent's own
 * @param probe of instances
 * @param watchers who want to know of running containers
 * @param router of this host
 * @param parties who talk to the server while there is one
 */
record AgentParts(
        ContainerRuntime runtime,
        ImageDesk images,
        PrivateFiles files,
        HealthProbe probe,
        List<ContainerWatcher> watchers,
        RoutingPart router,
        List<ServerParty> parties) {

    AgentParts {
        watchers = List.copyOf(watchers);
        parties = List.copyOf(parties);
    }
}
