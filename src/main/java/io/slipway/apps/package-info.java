/**
 * What users deploy: apps, their processes, environments, immutable numbered releases and deployments. People come in through
 * {@link io.slipway.apps.AppService}, loops through {@link io.slipway.apps.DeploymentLedger}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "audit", "iam", "images", "store"})
@NullMarked
package io.slipway.apps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
