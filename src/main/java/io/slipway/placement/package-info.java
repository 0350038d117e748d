/**
 * Where instances go and why: explanations and the N-1 meter, for people. Reads, never writes; nothing is decided here that {@link
 * io.slipway.scheduler.Scheduler} does not decide. Start reading at {@link io.slipway.placement.PlacementService}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "iam", "scheduler", "apps", "hosts", "instances"})
@NullMarked
package io.slipway.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
