/**
 * Where instances go and why, as plans: what a drain moves where and what blocks it. Decides and explains, starts and stops
 * nothing. People come in through {@link io.slipway.placement.DrainService}; the orchestrator asks {@link
 * io.slipway.placement.DrainPolicy}. Start reading there.
 */
@ApplicationModule(allowedDependencies = {"kernel", "iam", "scheduler", "apps", "hosts", "instances"})
@NullMarked
package io.slipway.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
