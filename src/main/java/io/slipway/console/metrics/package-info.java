/** The metrics page of an app. */
@NullMarked
package io.slipway.console.metrics;

import org.jspecify.annotations.NullMarked;
