/**
 * Makes what runs equal to what is wanted: keyed queue, pure reconciler, placement loop, crash and rollout policies. Nobody
 * depends on it. Start reading at {@link io.slipway.orchestrator.Reconciler}.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "protocol",
            "apps",
            "routes",
            "hosts",
            "instances",
            "placement",
            "scheduler",
            "metrics",
            "autoscale"
        })
@NullMarked
package io.slipway.orchestrator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
