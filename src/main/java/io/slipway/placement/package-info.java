/**
 * Where instances go and why, as plans: explanations, the N-1 meter, what a drain or a rebalance moves where and what blocks it.
 * Decides and explains, starts and stops nothing; it keeps only which rebalance was ordered and what
 * administrators have set. People come in through {@link
 * io.slipway.placement.PlacementService}, {@link io.slipway.placement.DrainService} and {@link
 * io.slipway.placement.RebalanceService} and {@link io.slipway.placement.PlacementSettingsService}; the orchestrator asks {@link io.slipway.placement.DrainPolicy}. Start reading there.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "audit", "iam", "scheduler", "apps", "hosts", "instances"})
@NullMarked
package io.slipway.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
