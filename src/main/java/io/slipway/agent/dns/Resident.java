package io.slipway.agent.dns;

/**
 * An instance that lives on this host, as the agent itself knows it.
 *
 * @param instanceId which it is
 * @param spaceId whose it is
 * @param appId of which app
 */
public record Resident(String instanceId, String spaceId, String appId) {}
