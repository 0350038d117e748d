/** Releases of an app: what changed, what runs, and the way back. */
@NullMarked
package io.slipway.console.deployments;

import org.jspecify.annotations.NullMarked;
