/**
 * How many instances a process gets by itself: policies of people, the decision from what was measured, the history of moves, and
 * the replay of a day. Decides and keeps records; the orchestrator's loop acts. Start reading at {@link
 * io.slipway.autoscale.Autoscaler}; people come in through {@link io.slipway.autoscale.AutoscaleService}, the loop through {@link
 * io.slipway.autoscale.AutoscaleLedger}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "audit", "iam", "apps", "metrics"})
@NullMarked
package io.slipway.autoscale;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
