/**
 * The agents' endpoint: authenticates hosts, hands out complete assignments, routing tables and name tables, takes in reports, logs and
 * metrics. Start reading at {@link io.slipway.dispatcher.AgentEndpoint}.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "protocol",
            "keys",
            "iam",
            "images",
            "apps",
            "hosts",
            "instances",
            "routes",
            "policies",
            "logs",
            "metrics"
        })
@NullMarked
package io.slipway.dispatcher;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
