package io.slipway.console.shell;

import io.slipway.apps.AppView;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppStates;
import io.slipway.console.components.AppVerbs;
import io.slipway.instances.InstanceRow;
import java.util.List;

/**
 * An app as switcher and palette know it, in the browser.
 *
 * @param kind of its state, as {@code <x-state>} reads it
 * @param word of its state with the count
 * @param wanted how many instances of the web process are wanted
 * @param operable whether the caller may restart, stop and scale it
 */
public record AppEntry(
        String name,
        String space,
        String organization,
        String url,
        String kind,
        String word,
        boolean started,
        int wanted,
        boolean operable) {

    /** More apps than this are not listed; people find them by the app list. */
    public static final int MOST = 2_000;

    static AppEntry of(AppView app, List<InstanceRow> instances) {
        var state = AppStates.of(app, instances);
        var space = app.path().space();
        return new AppEntry(
                app.path().app(),
                space.space(),
                space.organization(),
                AppNavigation.url(app.path()),
                state.kind().attribute(),
                state.label(),
                app.started(),
                app.web().instances(),
                AppVerbs.mayOperate(app));
    }
}
