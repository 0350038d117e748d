/** Variables of an app: edits are saved first and run when they are applied. */
@NullMarked
package io.slipway.console.environment;

import org.jspecify.annotations.NullMarked;
