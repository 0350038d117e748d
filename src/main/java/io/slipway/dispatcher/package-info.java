/**
 * The agents' endpoint: authenticates hosts, hands out complete assignments and routing tables, takes in reports, logs and
 * metrics. Start reading at {@link io.slipway.dispatcher.AgentEndpoint}.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "protocol",
            "keys",
            "images",
            "apps",
            "hosts",
            "instances",
            "routes",
            "logs",
            "metrics"
        })
@NullMarked
package io.slipway.dispatcher;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
