package io.slipway.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.Pulse;
import io.slipway.console.components.Titles;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.PlacementService;
import io.slipway.placement.PlacementSettingsService;
import io.slipway.placement.RebalanceService;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What waits for a host in all spaces and why; beside it, for any instance, what each host says to it. */
@Route("admin/scheduler")
@RouteAlias(AppNavigation.EXPLAIN)
@PermitAll
public class SchedulerView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    /** What is free on hosts changes without an event of its own while instances stop. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private final SchedulerModel model;
    private final Paragraph sentence = new Paragraph();
    private final PendingGrid grid = new PendingGrid(row -> AppNavigation.openExplanation(row.app(), row.name()));
    private final EmptyState none = new EmptyState(
            "Nothing waits",
            "Every instance has a host. Why one runs where it does is told from its own page: open the app, then the instance.");
    private final PlacementDrawer drawer =
            new PlacementDrawer(() -> UI.getCurrent().navigate(AppNavigation.scheduler()));
    private @Nullable ExplainedInstance selected;

    public SchedulerView(
            PlacementService placement,
            PlacementSettingsService settings,
            RebalanceService rebalances,
            AccessPolicy policy,
            LiveUpdates live) {
        model = new SchedulerModel(placement);
        var placing = new Button(
                "Placement…",
                event -> new PlacementSettingsDialog(
                                settings, policy.allowedOnPlatform().contains(Permission.PLATFORM_ADMIN))
                        .open());
        placing.setTestId("placement-settings");
        var rebalance = new Button(
                "Rebalance…",
                event -> new RebalanceDialog(
                                rebalances,
                                policy.allowedOnPlatform().contains(Permission.PLATFORM_ADMIN),
                                live,
                                this::refresh)
                        .open());
        rebalance.setTestId("rebalance");
        addClassNames("page", "with-drawer");
        sentence.addClassName("muted");
        sentence.setTestId("scheduler-sentence");
        var actions = new Div(placing, rebalance);
        actions.addClassName("row");
        var head = new Header(new H1("Scheduler"), actions);
        head.addClassName("page-head");
        var list = new Div(head, sentence, none, grid);
        list.addClassNames("stack", "drawer-beside");
        add(list, drawer, new Pulse(PACE, this::refresh));
        live.onHostChange(this, this::refresh);
        live.onAnyAppChange(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        selected =
                ExplainedInstance.of(event.getLocation().getQueryParameters()).orElse(null);
        try {
            refresh();
        } catch (PlatformException.NotFound | PlatformException.Forbidden hidden) {
            event.rerouteToError(NotFoundException.class, "There is no such page.");
        }
    }

    @Override
    public String getPageTitle() {
        return Titles.page("Scheduler");
    }

    private void refresh() {
        model.refresh();
        var rows = model.pending().longest();
        sentence.setText(model.sentence());
        sentence.setVisible(!rows.isEmpty());
        none.setVisible(rows.isEmpty());
        grid.setVisible(!rows.isEmpty());
        grid.show(rows);
        grid.setNarrow(selected != null);
        if (selected == null) {
            drawer.hide();
        } else {
            explain(selected);
        }
    }

    private void explain(ExplainedInstance instance) {
        try {
            drawer.show(instance.app(), model.explain(instance));
        } catch (PlatformException.NotFound gone) {
            drawer.showNothing(instance.title(), gone.sentence());
        }
    }
}
