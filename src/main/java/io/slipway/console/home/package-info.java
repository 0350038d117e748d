/** The page that people land on: what needs them, then what they did last. */
@NullMarked
package io.slipway.console.home;

import org.jspecify.annotations.NullMarked;
