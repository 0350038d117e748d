package io.slipway.orchestrator;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the loops behave.
 *
 * @param cpuOvercommit how many times a host's CPU is promised; CPU is a share, so idle apps may have more than there is
 * @param placementGather pause between two rounds of placement, in which a burst gathers
 * @param resync pause between two looks at every process
 * @param cfApi the platform's own URL, told to apps as {@code cf_api}
 */
@ConfigurationProperties("slipway.orchestrator")
record OrchestratorProperties(
        @DefaultValue("8") double cpuOvercommit,
        @DefaultValue("50ms") Duration placementGather,
        @DefaultValue("30s") Duration resync,
        @DefaultValue("http://127.0.0.1:8080") String cfApi) {}
