/**
 * Log lines of all instances: stored in compressed segments, searched by word, followed live. Lines never touch the
 * database. Start reading at {@link io.slipway.logs.LogStore}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "iam"})
@NullMarked
package io.slipway.logs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
