package io.slipway.placement;

import io.slipway.scheduler.PlacementPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How instances are placed; one record for the loop and for explanations, so that both count alike.
 *
 * @param cpuOvercommit how many times a host's CPU is promised; CPU is a share, so idle apps may have more than there is
 * @param gather pause between two rounds of placement, in which a burst gathers
 * @param policy which of equally good hosts takes an instance
 */
@ConfigurationProperties("slipway.placement")
public record PlacementProperties(
        @DefaultValue("8") double cpuOvercommit,
        @DefaultValue("50ms") Duration gather,
        @DefaultValue("balance") PlacementPolicy policy) {}
