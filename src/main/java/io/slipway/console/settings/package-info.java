/** Size, port, health check, command, routes and network policies of an app, and its end. */
@NullMarked
package io.slipway.console.settings;

import org.jspecify.annotations.NullMarked;
