/**
 * The web console. A view is layout and bindings; live state goes through {@link io.slipway.console.LiveUpdates}.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "iam",
            "images",
            "apps",
            "routes",
            "policies",
            "hosts",
            "instances",
            "placement",
            "logs",
            "metrics",
            "autoscale"
        })
@NullMarked
package io.slipway.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
