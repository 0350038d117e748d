package io.slipway.placement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What explanations must know of the placement loop: the same property, so that both count alike.
 *
 * @param cpuOvercommit how many times a host's CPU is promised
 */
@ConfigurationProperties("slipway.orchestrator")
record PlacementProperties(@DefaultValue("8") double cpuOvercommit) {}
