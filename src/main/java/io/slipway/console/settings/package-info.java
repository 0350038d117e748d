/** Size, port, health check, command and routes of an app, and its end. */
@NullMarked
package io.slipway.console.settings;

import org.jspecify.annotations.NullMarked;
