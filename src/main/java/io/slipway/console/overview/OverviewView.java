package io.slipway.console.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppService;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppFrame;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPage;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.Pulse;
import io.slipway.metrics.MetricService;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is it healthy, what changed, where does it hurt: an app at a glance, and its first deployment step by step. */
@Route(value = AppNavigation.APP_ROUTE, layout = AppFrame.class)
@PermitAll
public class OverviewView extends Div implements AppPage {

    private static final Duration FIGURES = Duration.ofSeconds(10);

    private final AppService apps;
    private final Clock clock;
    private final OverviewFigures figures;
    private final ProblemBanner banner;
    private final InstanceStrip strip = new InstanceStrip();
    private final FigureTiles tiles = new FigureTiles();
    private final TimelinePanel timeline = new TimelinePanel();
    private final PlacePanel places = new PlacePanel();
    private final ProcessPanel processes;
    private final Div normal = new Div();
    private @Nullable FirstDeployPanel firstDeploy;
    private @Nullable AppContext shown;

    public OverviewView(AppService apps, MetricService metrics, Clock clock) {
        this.apps = apps;
        this.clock = clock;
        figures = new OverviewFigures(metrics, clock);
        banner = new ProblemBanner(apps);
        processes = new ProcessPanel(apps);
        addClassNames("page", "overview");
        var columns = new Div(timeline, places);
        columns.addClassName("overview-columns");
        normal.addClassName("stack");
        normal.add(banner, processes, strip, tiles, columns);
        add(normal, new Pulse(FIGURES, this::beat));
    }

    @Override
    public AppPlace place() {
        return AppPlace.OVERVIEW;
    }

    @Override
    public void showApp(AppContext context) {
        shown = context;
        var first = FirstDeploySteps.isFirstDeploy(context.app());
        normal.setVisible(!first);
        if (first) {
            showFirstDeploy(context);
            return;
        }
        if (firstDeploy != null) {
            remove(firstDeploy);
            firstDeploy = null;
        }
        banner.show(context, Problem.of(context.app(), context.instances(), clock.instant()));
        showFigures(context);
        processes.show(context);
        strip.show(context, figures.loads());
        timeline.show(Timeline.of(apps.events(context.app().id(), Timeline.LIMIT), context.instances()));
        places.show(context);
    }

    private void showFirstDeploy(AppContext context) {
        if (firstDeploy == null) {
            firstDeploy = new FirstDeployPanel(clock);
            addComponentAsFirst(firstDeploy);
        }
        firstDeploy.show(context);
    }

    private void showFigures(AppContext context) {
        if (figures.refresh(context.app())) {
            tiles.show(context.app(), figures, !context.routes().isEmpty());
        }
    }

    /** Figures have no event, and a banner's news ages: both are looked at while the page is seen. */
    private void beat() {
        var context = shown;
        if (context != null && firstDeploy == null) {
            showFigures(context);
            strip.show(context, figures.loads());
            banner.show(context, Problem.of(context.app(), context.instances(), clock.instant()));
        }
    }
}
