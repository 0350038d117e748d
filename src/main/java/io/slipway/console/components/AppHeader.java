package io.slipway.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.slipway.apps.AppService;
import io.slipway.iam.Permission;
import io.slipway.kernel.ProcessType;
import org.jspecify.annotations.Nullable;

/** The same line on all pages of an app: name, state, release, route, and what can be done in words. */
class AppHeader extends Header {

    private final AppService apps;
    private final AppVerbs verbs;
    private final H1 name = new H1();
    private final StateBadge state = new StateBadge(StateKind.UNKNOWN, "Unknown");
    private final Div release = new Div();
    private final Anchor route = new Anchor();
    private final InstanceScaler scaler;
    private final Button restart = new Button("Restart", event -> restart());
    private final Button startOrStop = new Button("Stop", event -> startOrStop());
    private final MenuBar more = new MenuBar();
    private @Nullable AppContext shown;
    private String releaseShown = "";

    AppHeader(AppService apps) {
        this.apps = apps;
        verbs = new AppVerbs(apps);
        scaler = new InstanceScaler(verbs, ProcessType.WEB);
        addClassName("app-header");
        release.addClassName("app-release");
        route.addClassNames("app-route", "link");
        route.setTarget("_blank");
        restart.setTestId("app-restart");
        startOrStop.setTestId("app-start-stop");
        more.addThemeVariants(MenuBarVariant.TERTIARY);
        more.setClassName("app-more");
        var identity = new Div(name, state, release, route);
        identity.addClassName("app-identity");
        var actions = new Div(scaler, restart, startOrStop, more);
        actions.addClassName("app-actions");
        add(identity, actions);
    }

    void show(AppContext context) {
        shown = context;
        var app = context.app();
        var told = context.state();
        name.setText(app.path().app());
        state.setState(told.kind(), told.label());
        showRelease(context);
        showRoute(context);
        scaler.show(context);
        var free = AppVerbs.mayOperate(app);
        allow(restart, free && app.started());
        allow(startOrStop, free);
        startOrStop.setText(app.started() ? "Stop" : "Start");
        showMenu(context);
    }

    private void showRelease(AppContext context) {
        var current = context.app().release();
        var text = "v" + current.number() + " · " + current.createdBy();
        if (text.equals(releaseShown)) {
            return;
        }
        releaseShown = text;
        release.removeAll();
        var number = AppNavigation.link(context.app().path(), AppPlace.DEPLOYMENTS, "v" + current.number());
        release.add(
                number, new Span(" · "), new RelativeTime(current.createdAt()), new Span(" · " + current.createdBy()));
    }

    private void showRoute(AppContext context) {
        route.setVisible(!context.routes().isEmpty());
        context.routes().stream().findFirst().ifPresent(first -> {
            route.setHref(first.url());
            route.removeAll();
            route.add(new Span(first.url().replaceFirst("^https?://", "").replaceFirst("/$", "")), Icon.of("external"));
        });
    }

    private void showMenu(AppContext context) {
        more.removeAll();
        var menu = more.addItem(Icon.of("more"), "More actions").getSubMenu();
        var path = context.app().path();
        var deploy = menu.addItem("Deploy another image…", event -> new DeployImageDialog(apps, context).open());
        deploy.setEnabled(
                context.may(Permission.SPACE_DEVELOP) && !context.app().deleting());
        menu.addItem("Go back to a release…", event -> AppNavigation.open(path, AppPlace.DEPLOYMENTS));
        menu.addItem("Delete " + path.app() + "…", event -> AppNavigation.open(path, AppPlace.SETTINGS));
    }

    private void allow(Button button, boolean allowed) {
        button.setEnabled(allowed);
        button.setTooltipText(
                allowed || shown == null || shown.may(Permission.SPACE_OPERATE) ? "" : AppVerbs.NOT_ALLOWED);
    }

    private void restart() {
        act(context -> verbs.restart(context.app(), context.reload()));
    }

    private void startOrStop() {
        act(context -> {
            if (context.app().started()) {
                stop(context);
            } else {
                verbs.start(this, context.app(), context.reload());
            }
        });
    }

    private void stop(AppContext context) {
        var routes = context.routes().stream().map(each -> each.host()).toList();
        var effect = Figures.count(context.state().ready(), "instance") + " will end"
                + (routes.isEmpty() ? "." : "; " + String.join(", ", routes) + " will stop answering.");
        verbs.stop(context.app(), effect, context.reload());
    }

    private void act(java.util.function.Consumer<AppContext> action) {
        if (shown != null) {
            action.accept(shown);
        }
    }
}
