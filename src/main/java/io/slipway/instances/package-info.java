/**
 * Running copies: the state machine, the rows and their history. People read through {@link
 * io.slipway.instances.InstanceService}, loops and agents write through {@link io.slipway.instances.InstanceStore} and {@link
 * io.slipway.instances.InstanceLedger}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "protocol", "iam"})
@NullMarked
package io.slipway.instances;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
