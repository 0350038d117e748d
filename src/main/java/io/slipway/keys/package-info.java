/**
 * The cluster's secrets that live outside the database: identity, master key and certificate authority, in one
 * passphrase-wrapped bundle beside it. Whoever has a copy of the database without this bundle has no secret of any app. Start
 * reading at {@link io.slipway.keys.KeyBundleFile}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.slipway.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
