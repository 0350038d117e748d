package io.slipway.console.components;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.shared.Registration;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.autoscale.AutoscaleService;
import io.slipway.console.LiveUpdates;
import io.slipway.console.MainLayout;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.PlatformException;
import io.slipway.routes.RouteService;
import io.slipway.routes.TcpRouteService;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** Stands around all pages of one app: who it is, how it is, what can be done, and where to go. */
@ParentLayout(MainLayout.class)
@PermitAll
public class AppFrame extends Div
        implements RouterLayout, BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {

    private final AppService apps;
    private final InstanceService instances;
    private final RouteService routes;
    private final TcpRouteService tcpRoutes;
    private final AutoscaleService autoscale;
    private final LiveUpdates live;
    private final AppHeader header;
    private final AppSideNavigation navigation = new AppSideNavigation();
    private final StagedBar staged;
    private final Div content = new Div();
    private @Nullable AppView app;
    private @Nullable AppPage page;
    private Registration updates = () -> {};

    public AppFrame(
            AppService apps,
            InstanceService instances,
            RouteService routes,
            TcpRouteService tcpRoutes,
            AutoscaleService autoscale,
            LiveUpdates live) {
        this.apps = apps;
        this.instances = instances;
        this.routes = routes;
        this.tcpRoutes = tcpRoutes;
        this.autoscale = autoscale;
        this.live = live;
        header = new AppHeader(apps);
        staged = new StagedBar(apps);
        addClassName("app-frame");
        content.addClassName("app-content");
        var column = new Div(header, content, staged);
        column.addClassName("app-column");
        add(navigation, column);
    }

    /** The app that the address names. */
    public static AppPath pathOf(RouteParameters parameters) {
        return AppPath.of(
                parameters.get("org").orElse(""),
                parameters.get("space").orElse(""),
                parameters.get("app").orElse(""));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            app = apps.get(pathOf(event.getRouteParameters()));
        } catch (PlatformException.NotFound missing) {
            event.rerouteToError(NotFoundException.class, missing.sentence());
        }
    }

    @Override
    public void showRouterLayoutContent(HasElement shown) {
        content.getElement().removeAllChildren();
        content.getElement().appendChild(shown.getElement());
        page = shown instanceof AppPage found ? found : null;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var entered = app;
        if (entered == null) {
            return;
        }
        updates.remove();
        updates = live.onAppChange(this, entered.id(), this::reload);
        show(entered);
    }

    @Override
    public String getPageTitle() {
        var shown = app;
        return shown == null
                ? Titles.page("App")
                : Titles.app(page == null ? AppPlace.OVERVIEW : page.place(), shown.path());
    }

    private void reload() {
        var shown = app;
        if (shown == null) {
            return;
        }
        try {
            show(apps.get(shown.path()));
        } catch (PlatformException.NotFound gone) {
            AppNavigation.openApps();
        }
    }

    private void show(AppView entered) {
        app = entered;
        var context = new AppContext(
                entered,
                instances.ofApp(entered.id()),
                routes.ofApp(entered.id()),
                tcpRoutes.ofApp(entered.id()),
                autoscale.boundsNow(entered),
                this::reload);
        header.show(context);
        staged.show(context);
        var place = page == null ? AppPlace.OVERVIEW : page.place();
        navigation.show(entered.path(), place);
        // The log needs the height more than the header does.
        getElement().setAttribute("data-dense", place == AppPlace.LOGS);
        if (page != null) {
            page.showApp(context);
        }
    }
}
