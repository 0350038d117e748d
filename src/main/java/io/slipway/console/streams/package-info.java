/** Same-origin endpoints that feed the browser's own elements with what must not pass through Flow: log lines and series. */
@NullMarked
package io.slipway.console.streams;

import org.jspecify.annotations.NullMarked;
