/**
 * Who may do what: organizations, spaces, accounts, memberships, tokens, and the one door for authorisation. Start reading
 * at {@link io.slipway.iam.AccessPolicy}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "audit"})
@NullMarked
package io.slipway.iam;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
