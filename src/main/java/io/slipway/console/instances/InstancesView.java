package io.slipway.console.instances;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppPath;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppFrame;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPage;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.InstanceLoads;
import io.slipway.console.components.Pulse;
import io.slipway.console.components.Section;
import io.slipway.instances.InstanceRow;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.PlatformException;
import io.slipway.metrics.MetricService;
import io.slipway.placement.PlacementService;
import io.slipway.placement.PlacementView;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The copies of an app that are there, those that were, and an explanation of each. */
@Route(value = AppNavigation.APP_ROUTE + "/instances/:instance?", layout = AppFrame.class)
@PermitAll
public class InstancesView extends Div implements AppPage, BeforeEnterObserver {

    private static final Duration FIGURES = Duration.ofSeconds(10);

    private final MetricService metrics;
    private final PlacementService placement;
    private final Clock clock;
    private final InstanceGrid living = new InstanceGrid(true, this::restarts, this::open);
    private final InstanceGrid gone = new InstanceGrid(false, row -> 0, this::open);
    private final Section history = new Section("Gone", gone);
    private final EmptyState none =
            new EmptyState("No instance", "The app is stopped or scaled to none. Start it above.");
    private final InstanceDrawer drawer = new InstanceDrawer(this::close);
    private Optional<InstanceName> selected = Optional.empty();
    private @Nullable AppContext shown;

    public InstancesView(MetricService metrics, PlacementService placement, Clock clock) {
        this.metrics = metrics;
        this.placement = placement;
        this.clock = clock;
        addClassNames("page", "with-drawer");
        living.setTestId("instances-grid");
        gone.setTestId("gone-grid");
        history.withHint("Kept so that you can see what crashed and why.");
        var list = new Div(none, living, history);
        list.addClassNames("stack", "drawer-beside");
        add(list, drawer, new Pulse(FIGURES, this::measure));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        selected = event.getRouteParameters().get("instance").flatMap(InstanceName::ofKey);
    }

    @Override
    public AppPlace place() {
        return AppPlace.INSTANCES;
    }

    @Override
    public void showApp(AppContext context) {
        shown = context;
        var now = context.instances().stream().filter(row -> !row.isGone()).toList();
        var past = context.instances().stream().filter(InstanceRow::isGone).toList();
        living.show(now);
        living.setVisible(!now.isEmpty());
        none.setVisible(now.isEmpty());
        gone.show(past);
        history.setVisible(!past.isEmpty());
        if (selected.isPresent()) {
            explain(context, selected.get());
        } else {
            drawer.hide();
        }
        living.setNarrow(selected.isPresent());
        gone.setNarrow(selected.isPresent());
        measure();
    }

    private void explain(AppContext context, InstanceName name) {
        var path = context.app().path();
        var history = InstanceHistory.of(name, context.instances());
        var lives = history.present().filter(row -> !row.isGone()).isPresent();
        drawer.show(path, name, history, lives ? placementOf(path, name) : null);
    }

    private @Nullable PlacementView placementOf(AppPath path, InstanceName name) {
        try {
            return placement.explain(path, name);
        } catch (PlatformException.NotFound gone) {
            // It ended since the page was read; the next look at the app tells so.
            return null;
        }
    }

    private void measure() {
        if (shown != null && living.isVisible()) {
            living.show(InstanceLoads.of(shown.app(), metrics, clock));
        }
    }

    private long restarts(InstanceRow row) {
        return shown == null
                ? 0
                : InstanceHistory.of(row.name(), shown.instances()).restarts();
    }

    private void open(InstanceRow row) {
        if (shown != null) {
            var url = AppNavigation.url(shown.app().path(), AppPlace.INSTANCES);
            UI.getCurrent().navigate(url + "/" + row.name().key());
        }
    }

    private void close() {
        if (shown != null) {
            AppNavigation.open(shown.app().path(), AppPlace.INSTANCES);
        }
    }
}
