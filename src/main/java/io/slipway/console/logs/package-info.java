/** The log page of an app. */
@NullMarked
package io.slipway.console.logs;

import org.jspecify.annotations.NullMarked;
