/** The instances of an app, living and gone, and the drawer that explains one. */
@NullMarked
package io.slipway.console.instances;

import org.jspecify.annotations.NullMarked;
