/**
 * Chooses hosts: filters, scorers and a mutable index that one loop owns. Pure, no Spring, no clock. Start reading at {@link
 * io.slipway.scheduler.Scheduler}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.slipway.scheduler;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
