package io.slipway.dispatcher;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What agents are told and asked.
 *
 * @param warmSandboxes how many sandboxes each host keeps ready at least; each costs about 13 MB
 * @param mostWarmSandboxes how many it keeps at most, so that it takes over from another host fast
 * @param inspectTimeout how long a user waits for an image to be pulled and looked at
 * @param protectedAddresses {@code host:port} of the platform that instances must not reach
 */
@ConfigurationProperties("slipway.dispatcher")
record DispatcherProperties(
        @DefaultValue("4") int warmSandboxes,
        @DefaultValue("16") int mostWarmSandboxes,
        @DefaultValue("5m") Duration inspectTimeout,
        @DefaultValue({}) List<String> protectedAddresses) {}
