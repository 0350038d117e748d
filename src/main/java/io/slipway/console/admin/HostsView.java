package io.slipway.console.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.slipway.apps.AppService;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.BrakeNote;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.Icon;
import io.slipway.console.components.LossPanel;
import io.slipway.console.components.Problems;
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
import java.util.Map;

/** The machines: which are there, how full each is, and what keeps instances off one or moves them away. */
@Route("admin/hosts")
@PermitAll
public class HostsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    /** Heartbeats are no event: their age is read again at this pace. */
    private static final Duration PACE = Duration.ofSeconds(5);

    /** The parameter of the address that filters by labels. */
    private static final String SELECTOR = "selector";

    private final HostsModel model;
    private final Paragraph sentence = new Paragraph();
    private final HostCells cells = new HostCells();
    private final HostGrid grid = new HostGrid();
    private final EmptyState none = new EmptyState(
            "No host yet",
            "An agent on this machine joins by itself within seconds; other machines join by Add host. If none comes, look at"
                    + " its agent's log.");
    private final EmptyState unmatched =
            new EmptyState("No host fulfils this", "Change the filter, or label a host by its menu.");
    private final TextField search = new TextField();
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
        model = new HostsModel(hosts, drains, apps, instances, policy, placement);
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
                filter(),
                cells,
                none,
                unmatched,
                grid,
                new LossPanel(placement, live),
                new Pulse(PACE, this::refresh));
        live.onHostChange(this, this::refresh);
        live.onAnyAppChange(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        search.setValue(event.getLocation()
                .getQueryParameters()
                .getSingleParameter(SELECTOR)
                .orElse(""));
        try {
            choose();
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

    private Div filter() {
        search.setPlaceholder("Labels: disk=ssd, !gpu");
        search.setAriaLabel("Filter by labels");
        search.setClearButtonVisible(true);
        search.setPrefixComponent(Icon.of("search"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setTestId("hosts-selector");
        search.addValueChangeListener(event -> {
            if (event.isFromClient() && choose()) {
                keepInAddress();
                refresh();
            }
        });
        var bar = new Div(search);
        bar.addClassName("filter-bar");
        return bar;
    }

    /** Filters by what is typed; what does not parse is told in the field. */
    private boolean choose() {
        search.setInvalid(false);
        return Problems.attempt(search, () -> model.choose(search.getValue()));
    }

    private void keepInAddress() {
        var query = model.chosen().choosesAll()
                ? QueryParameters.empty()
                : QueryParameters.simple(Map.of(SELECTOR, search.getValue()));
        getUI().ifPresent(
                        ui -> ui.getPage().getHistory().replaceState(null, new Location(AppNavigation.hosts(), query)));
    }

    private void refresh() {
        model.refresh();
        var loads = model.loads();
        sentence.setText(model.sentence());
        sentence.setVisible(!model.isEmpty());
        none.setVisible(model.isEmpty());
        search.setVisible(!model.isEmpty());
        unmatched.setVisible(loads.isEmpty() && !model.isEmpty());
        grid.setVisible(!loads.isEmpty());
        cells.show(loads);
        grid.show(loads);
        invite.setVisible(model.mayChange());
    }
}
