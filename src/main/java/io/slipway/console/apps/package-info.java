/** The list of apps and the page that makes one. Start reading at {@link io.slipway.console.apps.AppListView}. */
@NullMarked
package io.slipway.console.apps;

import org.jspecify.annotations.NullMarked;
