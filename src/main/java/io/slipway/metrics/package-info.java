/**
 * Measurements of instances and routes over time: round-robin series and mergeable latency histograms. Start reading at
 * {@link io.slipway.metrics.MetricStore}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "iam"})
@NullMarked
package io.slipway.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
