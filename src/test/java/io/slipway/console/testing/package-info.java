/** Examples that the console's tests share. */
@org.jspecify.annotations.NullMarked
package io.slipway.console.testing;
