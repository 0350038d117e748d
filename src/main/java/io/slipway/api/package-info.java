/**
 * The REST front door: the same services as the console, with bearer tokens and RFC 9457 problems.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "store",
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
package io.slipway.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
