package io.slipway.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.slipway.console.components.AppNavigation;
import java.util.ArrayList;
import java.util.List;

/** Where one is: organization, space, app; the app's part switches to another and keeps the page. */
@Tag("x-crumbs")
@JsModule("./components/x-crumbs.ts")
public class Crumbs extends Component {

    /**
     * One part.
     *
     * @param switcher whether it opens the list of apps
     */
    record Crumb(String text, String url, boolean switcher) {}

    /** Shows the parts of a path. */
    public void showPath(String path) {
        getElement().setPropertyList("crumbs", of(path));
    }

    /** Tells the apps that one can switch to. */
    public void setApps(List<AppEntry> apps) {
        getElement().setPropertyList("apps", apps);
    }

    static List<Crumb> of(String path) {
        var parts = path.split("/");
        if (parts.length < 4 || !parts[0].equals("orgs")) {
            return List.of(new Crumb(placeName(path), path.isEmpty() ? AppNavigation.home() : path, false));
        }
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(new Crumb(parts[1], AppNavigation.apps(), false));
        crumbs.add(new Crumb(parts[3], AppNavigation.apps(), false));
        if (parts.length > 5) {
            var isNew = parts[5].equals("new");
            crumbs.add(new Crumb(isNew ? "New app" : parts[5], path, !isNew));
        }
        return crumbs;
    }

    private static String placeName(String path) {
        return switch (path) {
            case "", "home" -> "Home";
            case "apps" -> "Apps";
            case "admin/hosts" -> "Hosts";
            case "admin/scheduler", AppNavigation.EXPLAIN -> "Scheduler";
            case "me/profile" -> "Profile";
            case "me/tokens" -> "API tokens";
            default -> "Slipway";
        };
    }
}
