/** What stands around every page: rail, breadcrumb, palette, connection banner. */
@NullMarked
package io.slipway.console.shell;

import org.jspecify.annotations.NullMarked;
