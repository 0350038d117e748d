/** The signed-in person's own tokens and password. */
@NullMarked
package io.slipway.console.account;

import org.jspecify.annotations.NullMarked;
