package io.slipway.orchestrator;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the loops behave.
 *
 * @param resync pause between two looks at every process
 * @param cfApi the platform's own URL, told to apps as {@code cf_api}
 */
@ConfigurationProperties("slipway.orchestrator")
record OrchestratorProperties(
        @DefaultValue("30s") Duration resync,
        @DefaultValue("http://127.0.0.1:8080") String cfApi) {}
