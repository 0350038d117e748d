/** The parts that pages are made of: states, figures, time, logs, charts, dialogs and the frame around an app's pages. */
@NullMarked
package io.slipway.console.components;

import org.jspecify.annotations.NullMarked;
