package io.slipway.console;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.slipway.console.shell.AppIndex;
import io.slipway.console.shell.ConnectionBanner;
import io.slipway.console.shell.Crumbs;
import io.slipway.console.shell.Palette;
import io.slipway.console.shell.PaletteVerbs;
import io.slipway.console.shell.Rail;
import io.slipway.console.shell.TopBar;
import io.slipway.console.shell.UserMenu;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.iam.SpaceRef;
import jakarta.annotation.security.PermitAll;

/** What stands around every page: rail, breadcrumb, search, account and the banner for a lost connection. */
@Layout
@PermitAll
// Grids write these as plain tags, which tells Flow nothing of their scripts.
@JsModule("./components/x-state.ts")
@JsModule("./components/x-time.ts")
@JsModule("./components/x-blocks.ts")
@JsModule("./components/x-spark.ts")
public class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {

    private final AppIndex index;
    private final Main main = new Main();
    private final Crumbs crumbs = new Crumbs();
    private final Rail rail;
    private final Palette palette;
    private boolean indexIsStale = true;

    public MainLayout(
            AppIndex index,
            PaletteVerbs verbs,
            AccessPolicy policy,
            CurrentUser user,
            AuthenticationContext session,
            LiveUpdates live) {
        this.index = index;
        var seesPlatform = policy.allowedOnPlatform().contains(Permission.PLATFORM_READ);
        var space = policy.readableSpaces().stream().findFirst().map(SpaceRef::path);
        rail = new Rail(seesPlatform);
        palette = new Palette(space, seesPlatform, verbs, this::refreshIndex);
        var topBar = new TopBar(crumbs, new UserMenu(user.actor().name(), session::logout));
        var skip = new Anchor("#main", "Skip to content");
        skip.addClassName("skip-link");
        skip.setRouterIgnore(true);
        main.setId("main");
        main.getElement().setAttribute("tabindex", "-1");
        addClassName("shell");
        add(skip, new ConnectionBanner(), topBar, rail, main, palette);
        live.onAnyAppChange(this, () -> indexIsStale = true);
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
        main.getElement().appendChild(content.getElement());
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var path = event.getLocation().getPath();
        rail.showPath(path);
        crumbs.showPath(path);
        refreshIndex();
    }

    private void refreshIndex() {
        if (indexIsStale) {
            indexIsStale = false;
            var apps = index.entries();
            crumbs.setApps(apps);
            palette.setApps(apps);
        }
    }
}
