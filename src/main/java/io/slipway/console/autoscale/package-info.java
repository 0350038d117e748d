/** How many instances an app gets by itself: the policy, what it decides now, what it did, and what it would have done. */
@NullMarked
package io.slipway.console.autoscale;

import org.jspecify.annotations.NullMarked;
