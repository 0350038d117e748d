/**
 * Network policies: which apps of other spaces may connect to an app. Within a space none are needed. Start reading at
 * {@link io.slipway.policies.NetworkPolicyService}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "iam", "apps"})
@NullMarked
package io.slipway.policies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
