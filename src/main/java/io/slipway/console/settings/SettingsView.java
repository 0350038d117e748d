package io.slipway.console.settings;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppService;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppFrame;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPage;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.DeployImageDialog;
import io.slipway.console.components.RelativeTime;
import io.slipway.console.components.Section;
import io.slipway.iam.Permission;
import io.slipway.placement.PlacementService;
import io.slipway.policies.NetworkPolicyService;
import io.slipway.routes.RouteService;
import io.slipway.routes.TcpRouteService;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** What an app is and how it runs, where it is reached from outside and by other apps, and its end. */
@Route(value = AppNavigation.APP_ROUTE + "/settings", layout = AppFrame.class)
@PermitAll
public class SettingsView extends Div implements AppPage {

    private final AppService apps;
    private final DescriptionList facts = new DescriptionList();
    private final Button deploy = new Button("Deploy another image…", event -> deploy());
    private final RunSettings run;
    private final LabelSettings labels;
    private final RouteSettings routes;
    private final TcpRouteSettings tcpRoutes;
    private final NetworkSettings network;
    private final DangerZone danger;
    private @Nullable AppContext shown;

    public SettingsView(
            AppService apps,
            RouteService routeService,
            TcpRouteService tcpRouteService,
            PlacementService placement,
            NetworkPolicyService policies) {
        this.apps = apps;
        run = new RunSettings(apps, placement);
        labels = new LabelSettings(apps);
        routes = new RouteSettings(routeService);
        tcpRoutes = new TcpRouteSettings(tcpRouteService, routeService);
        network = new NetworkSettings(policies);
        danger = new DangerZone(apps);
        addClassNames("page", "page-form", "stack-l");
        deploy.setTestId("settings-deploy-image");
        add(new Section("General", facts, deploy), run, labels, routes, tcpRoutes, network, danger);
    }

    @Override
    public AppPlace place() {
        return AppPlace.SETTINGS;
    }

    @Override
    public void showApp(AppContext context) {
        if (shown == null || !shown.app().release().equals(context.app().release())) {
            showFacts(context);
        }
        shown = context;
        var may = context.may(Permission.SPACE_DEVELOP) && !context.app().deleting();
        deploy.setEnabled(may);
        deploy.setTooltipText(may ? "" : "This needs the role Space developer.");
        run.show(context);
        labels.show(context);
        routes.show(context);
        tcpRoutes.show(context);
        network.show(context);
        danger.show(context);
    }

    private void showFacts(AppContext context) {
        var app = context.app();
        facts.removeAll();
        fact("Name", new Div(new Span(app.path().app())));
        fact("Made", new Div(new RelativeTime(app.createdAt())));
        var image = new Span(app.release().image());
        image.addClassName("mono");
        fact("Image", new Div(image, new CopyButton(app.release().image(), "Copy image")));
        var id = new Span(app.id().toString());
        id.addClassName("mono");
        fact("ID", new Div(id, new CopyButton(app.id().toString(), "Copy app ID")));
    }

    private void fact(String term, Div description) {
        description.addClassName("cluster");
        var value = new DescriptionList.Description();
        value.add(description);
        facts.add(new DescriptionList.Term(term), value);
    }

    private void deploy() {
        var context = shown;
        if (context != null) {
            new DeployImageDialog(apps, context).open();
        }
    }
}
