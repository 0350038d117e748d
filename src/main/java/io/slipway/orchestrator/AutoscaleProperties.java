package io.slipway.orchestrator;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the autoscaler looks at processes.
 *
 * @param interval pause between two looks at a process; measurements come every ten seconds
 * @param warmUp how long an instance that has just become ready is left out of averages: what it does while it warms up says nothing
 */
@ConfigurationProperties("slipway.autoscale")
record AutoscaleProperties(
        @DefaultValue("10s") Duration interval,
        @DefaultValue("30s") Duration warmUp) {}
