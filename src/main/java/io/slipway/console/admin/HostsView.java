package io.slipway.console.admin;

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
import io.slipway.apps.AppService;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.BrakeNote;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.Icon;
import io.slipway.console.components.LossPanel;
import io.slipway.console.components.Pulse;
import io.slipway.console.components.Titles;
import io.slipway.hosts.HostService;
import io.slipway.hosts.JoinTokenService;
import io.slipway.iam.AccessPolicy;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.PlatformException;
import io.slipway.placement.DrainService;
import io.slipway.placement.PlacementService;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;

/** The machines: which are there, how full each is, and what keeps instances off one or moves them away. */
@Route("admin/hosts")
@PermitAll
public class HostsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    /** Heartbeats are no event: their age is read again at this pace. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private final HostsModel model;
    private final Paragraph sentence = new Paragraph();
    private final HostCells cells = new HostCells();
    private final HostGrid grid = new HostGrid();
    private final EmptyState none = new EmptyState(
            "No host yet",
            "An agent on this machine joins by itself within seconds; other machines join by Add host. If none comes, look at"
                    + " its agent's log.");
    private final Button invite;
    /** By which the browser reached this console; it says so itself. */
    private String server = "localhost";

    public HostsView(
            HostService hosts,
            DrainService drains,
            JoinTokenService tokens,
            AppService apps,
            InstanceService instances,
            AccessPolicy policy,
            PlacementService placement,
            LiveUpdates live,
            Clock clock) {
        model = new HostsModel(hosts, drains, apps, instances, policy);
        new HostActions(grid, model, live, this::refresh);
        invite = new Button(
                "Add host",
                Icon.of("plus"),
                event -> new AddHostDialog(new AddHostModel(tokens, hosts, clock, server), live).open());
        addClassName("page");
        sentence.addClassName("muted");
        invite.setTestId("host-add");
        var head = new Header(new H1("Hosts"), invite);
        head.addClassName("page-head");
        add(
                head,
                new BrakeNote(hosts, policy, live),
                sentence,
                cells,
                none,
                grid,
                new LossPanel(placement, live),
                new Pulse(PACE, this::refresh));
        live.onHostChange(this, this::refresh);
        live.onAnyAppChange(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            refresh();
        } catch (PlatformException.NotFound | PlatformException.Forbidden hidden) {
            event.rerouteToError(NotFoundException.class, "There is no such page.");
            return;
        }
        event.getUI().getPage().fetchCurrentURL(url -> server = url.getHost());
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
        grid.show(loads);
        invite.setVisible(model.mayChange());
    }
}
