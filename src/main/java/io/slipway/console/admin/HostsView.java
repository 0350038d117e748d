package io.slipway.console.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppService;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.Figures;
import io.slipway.console.components.LossPanel;
import io.slipway.console.components.Problems;
import io.slipway.console.components.Pulse;
import io.slipway.console.components.Titles;
import io.slipway.hosts.HostService;
import io.slipway.iam.AccessPolicy;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.PlacementService;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;

/** The machines: which are there, how full each is, and the switch that keeps new instances off one. */
@Route("admin/hosts")
@PermitAll
public class HostsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    /** Heartbeats are no event: their age is read again at this pace. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private final HostsModel model;
    private final Paragraph sentence = new Paragraph();
    private final HostCells cells = new HostCells();
    private final HostGrid grid = new HostGrid(this::cordon);
    private final EmptyState none = new EmptyState(
            "No host yet", "An agent on this machine joins by itself within seconds. If none does, look at its log.");

    public HostsView(
            HostService hosts,
            AppService apps,
            InstanceService instances,
            AccessPolicy policy,
            PlacementService placement,
            LiveUpdates live) {
        model = new HostsModel(hosts, apps, instances, policy);
        addClassName("page");
        sentence.addClassName("muted");
        var head = new Header(new H1("Hosts"));
        head.addClassName("page-head");
        add(head, sentence, cells, none, grid, new LossPanel(placement, live), new Pulse(PACE, this::refresh));
        live.onHostChange(this, this::refresh);
        live.onAnyAppChange(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            refresh();
        } catch (PlatformException.NotFound | PlatformException.Forbidden hidden) {
            event.rerouteToError(NotFoundException.class, "There is no such page.");
        }
    }

    @Override
    public String getPageTitle() {
        return Titles.page("Hosts");
    }

    private void refresh() {
        model.refresh();
        var loads = model.loads();
        sentence.setText(model.sentence());
        sentence.setVisible(!loads.isEmpty());
        none.setVisible(loads.isEmpty());
        grid.setVisible(!loads.isEmpty());
        cells.show(loads);
        grid.show(loads, model.mayChange());
    }

    private void cordon(HostLoad load) {
        var host = load.host();
        if (host.cordoned()) {
            Problems.attempt(grid, () -> model.cordon(host.id(), false));
            refresh();
            return;
        }
        Confirm.explain(
                "Cordon " + host.name() + "?",
                "No new instance is placed on it. Its " + Figures.count(load.instances(), "instance")
                        + " stay and go on serving.",
                "Cordon " + host.name(),
                () -> {
                    model.cordon(host.id(), true);
                    refresh();
                });
    }
}
