/**
 * The cluster's secrets that live outside the database: identity, master key and certificate authority, in one
 * passphrase-wrapped bundle. Start reading at {@link io.slipway.keys.KeyBundle}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.slipway.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
