/** Pages for those who run the platform. */
@NullMarked
package io.slipway.console.admin;

import org.jspecify.annotations.NullMarked;
