package io.slipway.console.deployments;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppService;
import io.slipway.apps.DeploymentService;
import io.slipway.apps.ReleaseDifference;
import io.slipway.apps.ReleaseService;
import io.slipway.apps.ReleaseView;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppFrame;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPage;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.DeployImageDialog;
import io.slipway.console.components.Pulse;
import io.slipway.iam.Permission;
import io.slipway.metrics.MetricService;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every release of an app with what changed, what came of it, and the way back. */
@Route(value = AppNavigation.APP_ROUTE + "/deployments/:release?", layout = AppFrame.class)
@PermitAll
public class DeploymentsView extends Div implements AppPage, BeforeEnterObserver {

    private static final Duration FIGURES = Duration.ofSeconds(5);

    private final AppService apps;
    private final DeploymentPanel inFlight;
    private final ReleaseGrid grid = new ReleaseGrid(this::open);
    private final ReleaseService releases;
    private final ReleaseDrawer drawer = new ReleaseDrawer(this::close, this::rollBack, this::compare);
    private final Button deploy = new Button("Deploy image…", event -> deploy());
    private String selected = "";
    private List<ReleaseRow> rows = List.of();
    private @Nullable AppContext shown;

    public DeploymentsView(
            AppService apps, ReleaseService releases, DeploymentService deployments, MetricService metrics) {
        this.apps = apps;
        this.releases = releases;
        inFlight = new DeploymentPanel(deployments, metrics);
        addClassNames("page", "with-drawer");
        deploy.setTestId("deploy-open");
        var head = new Div(new H2("Releases"), deploy);
        head.addClassName("page-head");
        var list = new Div(inFlight, head, grid, new Pulse(FIGURES, inFlight::refresh));
        list.addClassNames("stack", "drawer-beside");
        add(list, drawer);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        selected = event.getRouteParameters().get("release").orElse("");
    }

    @Override
    public AppPlace place() {
        return AppPlace.DEPLOYMENTS;
    }

    @Override
    public void showApp(AppContext context) {
        shown = context;
        inFlight.show(context);
        var id = context.app().id();
        rows = ReleaseRow.of(apps.releases(id), apps.deployments(id));
        grid.show(rows);
        var may = context.may(Permission.SPACE_DEVELOP) && !context.app().deleting();
        deploy.setEnabled(may);
        deploy.setTooltipText(may ? "" : "This needs the role Space developer.");
        rows.stream()
                .filter(row -> selected.equals("v" + row.number()))
                .findFirst()
                .ifPresentOrElse(row -> drawer.show(row, rows, current(), may), drawer::hide);
        grid.setNarrow(drawer.isVisible());
    }

    private @Nullable ReleaseView current() {
        return rows.stream()
                .map(ReleaseRow::release)
                .filter(ReleaseView::current)
                .findFirst()
                .orElse(null);
    }

    private void open(ReleaseRow row) {
        if (shown != null) {
            UI.getCurrent().navigate(AppNavigation.url(shown.app().path(), AppPlace.DEPLOYMENTS) + "/v" + row.number());
        }
    }

    private void close() {
        if (shown != null) {
            AppNavigation.open(shown.app().path(), AppPlace.DEPLOYMENTS);
        }
    }

    private void deploy() {
        var context = shown;
        if (context != null) {
            new DeployImageDialog(apps, context).open();
        }
    }

    private void rollBack(ReleaseRow row) {
        var context = shown;
        if (context != null) {
            new ReturnDialog(apps, releases, context, row.number()).ask();
        }
    }

    private List<ReleaseDifference> compare(int from, int to) {
        var context = shown;
        return context == null ? List.of() : releases.compare(context.app().id(), from, to);
    }
}
