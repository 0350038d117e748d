package io.slipway.console.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.AppStates;
import io.slipway.console.components.BrakeNote;
import io.slipway.console.components.EmptyState;
import io.slipway.console.components.LossPanel;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
import io.slipway.instances.InstanceService;
import io.slipway.placement.PlacementService;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Where people land: what needs them first, then what they did last; on an empty installation how to begin. */
@Route("home")
@RouteAlias("")
@PageTitle("Home — Slipway")
@PermitAll
public class HomeView extends Div {

    private final AppService apps;
    private final InstanceService instances;
    private final HostService hosts;
    private final AccessPolicy policy;
    private final Div attention = new Div();
    private final Div recent = new Div();
    private final Div deployments = new Div();
    private final Div readiness = new Div();
    private final BrakeNote brake;
    private final LossPanel losses;
    private boolean empty;

    public HomeView(
            AppService apps,
            InstanceService instances,
            HostService hosts,
            AccessPolicy policy,
            PlacementService placement,
            LiveUpdates live) {
        this.apps = apps;
        this.instances = instances;
        this.hosts = hosts;
        this.policy = policy;
        brake = new BrakeNote(hosts, policy, live);
        losses = new LossPanel(placement, live).onlyForSeveralHosts();
        addClassName("page");
        build();
        live.onAnyAppChange(this, this::refresh);
        live.onHostChange(this, this::refreshHosts);
    }

    private void build() {
        removeAll();
        var found = apps.list();
        empty = found.isEmpty();
        var space = policy.readableSpaces().stream().findFirst().map(SpaceRef::path);
        if (empty) {
            add(heading("Home"), begin(space), readiness);
        } else {
            var left = new Div(recent, deployments);
            left.addClassName("stack");
            var right = new Div();
            right.addClassName("stack");
            space.filter(path -> mayDeploy()).ifPresent(path -> right.add(new DeployBlock(path).another()));
            right.add(readiness);
            if (seesPlatform()) {
                right.add(losses);
            }
            var columns = new Div(left, right);
            columns.addClassName("home-columns");
            add(heading("Home"));
            if (seesPlatform()) {
                add(brake);
            }
            add(attention, columns);
            show(found);
        }
        refreshHosts();
    }

    private Component begin(Optional<SpacePath> space) {
        return space.filter(path -> mayDeploy())
                .<Component>map(path -> new DeployBlock(path).first())
                .orElseGet(
                        () -> new EmptyState(
                                "No apps yet",
                                "Your account may look at apps here but not deploy one. Ask the person who runs this Slipway."));
    }

    private boolean mayDeploy() {
        return policy.readableSpaces().stream()
                .anyMatch(space -> policy.allowedIn(space.spaceId()).contains(Permission.SPACE_DEVELOP));
    }

    private void refresh() {
        var found = apps.list();
        if (found.isEmpty() == empty && !empty) {
            show(found);
        } else if (found.isEmpty() != empty) {
            build();
        }
    }

    private void show(List<AppView> found) {
        var rows =
                new HashMap<>(instances.living(found.stream().map(AppView::id).toList()));
        // What is well needs no history; what is not tells its cause by the copies that ended.
        found.stream()
                .filter(app -> AppStates.of(app, rows.getOrDefault(app.id(), List.of()))
                        .needsAttention())
                .forEach(app -> rows.put(app.id(), instances.ofApp(app.id())));
        var model = HomeModel.of(found, rows);
        replace(attention, HomeLists.attention(model));
        replace(recent, HomeLists.apps(model.recentApps()));
        replace(deployments, HomeLists.deployments(model.deployments()));
        deployments.setVisible(!model.deployments().isEmpty());
    }

    private void refreshHosts() {
        if (seesPlatform()) {
            var all = hosts.list();
            var needed = empty
                    || all.stream().noneMatch(HostView::isSchedulable)
                    || all.stream().anyMatch(host -> host.problem() != null);
            readiness.setVisible(needed);
            replace(readiness, HomeLists.readiness(all));
        }
    }

    private boolean seesPlatform() {
        return policy.allowedOnPlatform().contains(Permission.PLATFORM_READ);
    }

    private static void replace(Div place, Component content) {
        place.removeAll();
        place.add(content);
    }

    private static H1 heading(String text) {
        var title = new H1(text);
        title.addClassName("visually-hidden");
        return title;
    }
}
