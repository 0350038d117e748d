package io.slipway.console.components;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.apps.AppPath;
import io.slipway.iam.SpacePath;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.ProcessType;
import java.util.Map;

/** Addresses of the console's pages by names, never by ids; the only place that writes them. */
public final class AppNavigation {

    /** The route template of an app's pages; a page adds its own segment. */
    public static final String APP_ROUTE = "orgs/:org/spaces/:space/apps/:app";

    /** The route template of the page that creates an app. */
    public static final String NEW_APP_ROUTE = "orgs/:org/spaces/:space/apps/new";

    /** The route of the scheduler's page that explains an instance; its parameters name it. */
    public static final String EXPLAIN = "admin/scheduler/explain";

    private AppNavigation() {}

    /** Home's address. */
    public static String home() {
        return "home";
    }

    /** The app list's address. */
    public static String apps() {
        return "apps";
    }

    /** The hosts page's address. */
    public static String hosts() {
        return "admin/hosts";
    }

    /** The address of the scheduler's page. */
    public static String scheduler() {
        return "admin/scheduler";
    }

    /** Opens the scheduler's page with an instance explained beside it. */
    public static void openExplanation(AppPath path, InstanceName name) {
        UI.getCurrent().navigate(EXPLAIN, explained(path, name));
    }

    /** The address of the scheduler's page that explains an instance. */
    public static String explanation(AppPath path, InstanceName name) {
        return EXPLAIN + "?" + explained(path, name).getQueryString();
    }

    /** The address of an app's page, without a leading slash. */
    public static String url(AppPath path, AppPlace place) {
        var app = spaceUrl(path.space()) + "/apps/" + path.app();
        return place.segment().isEmpty() ? app : app + "/" + place.segment();
    }

    /** The address of an app's overview. */
    public static String url(AppPath path) {
        return url(path, AppPlace.OVERVIEW);
    }

    /** The address of the page that creates an app in a space. */
    public static String newApp(SpacePath space) {
        return spaceUrl(space) + "/apps/new";
    }

    /** The address of the page that says how many instances a process gets by itself. */
    public static String autoscale(AppPath path, String process) {
        var page = url(path, AppPlace.AUTOSCALE);
        return process.equals(ProcessType.WEB)
                ? page
                : page + "?"
                        + QueryParameters.simple(Map.of("process", process)).getQueryString();
    }

    /** Opens an app's page. */
    public static void open(AppPath path, AppPlace place) {
        UI.getCurrent().navigate(url(path, place));
    }

    /** Opens an app's overview. */
    public static void open(AppPath path) {
        open(path, AppPlace.OVERVIEW);
    }

    /** Opens the create page with an image already filled in; an empty one leaves the field empty. */
    public static void openNewApp(SpacePath space, String image) {
        var query = image.isBlank() ? QueryParameters.empty() : QueryParameters.simple(Map.of("image", image.strip()));
        UI.getCurrent().navigate(newApp(space), query);
    }

    /** Opens the app list. */
    public static void openApps() {
        UI.getCurrent().navigate(apps());
    }

    /** A link to an app's overview with its name as text. */
    public static Anchor link(AppPath path) {
        return link(path, AppPlace.OVERVIEW, path.app());
    }

    /** A link to an app's page. */
    public static Anchor link(AppPath path, AppPlace place, String text) {
        return link(url(path, place), text);
    }

    /** A link within the console. */
    public static Anchor link(String url, String text) {
        var anchor = new Anchor(url, text);
        anchor.addClassName("link");
        return anchor;
    }

    private static String spaceUrl(SpacePath space) {
        return "orgs/" + space.organization() + "/spaces/" + space.space();
    }

    private static QueryParameters explained(AppPath path, InstanceName name) {
        var space = path.space();
        return QueryParameters.simple(Map.of(
                "app", String.join("/", space.organization(), space.space(), path.app()), "instance", name.key()));
    }
}
