/** What one sees first of an app: is it healthy, what changed, where does it hurt. */
@NullMarked
package io.slipway.console.overview;

import org.jspecify.annotations.NullMarked;
