package io.slipway.console.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.apps.DeploymentView;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.Figures;
import io.slipway.console.components.InstanceBlocks;
import io.slipway.console.components.Panel;
import io.slipway.console.components.RelativeTime;
import io.slipway.console.components.StateBadge;
import io.slipway.console.components.StateKind;
import io.slipway.console.home.HomeModel.Item;
import io.slipway.console.home.HomeModel.Shipment;
import io.slipway.console.home.HomeModel.Trouble;
import io.slipway.hosts.HostView;
import java.time.Duration;
import java.util.List;

/** The lists of the home page. */
final class HomeLists {

    private HomeLists() {}

    static Component attention(HomeModel model) {
        if (model.attention().isEmpty()) {
            return allWell(model.apps().size());
        }
        var list = list("attention");
        model.attention().forEach(trouble -> list.add(troubleRow(trouble)));
        return new Panel("Needs attention", list).flush();
    }

    static Panel apps(List<Item> items) {
        var list = list("recent-apps");
        items.forEach(item -> list.add(appRow(item)));
        return new Panel("Recent apps", list)
                .withActions(AppNavigation.link(AppNavigation.apps(), "All apps"))
                .flush();
    }

    static Panel deployments(List<Shipment> shipments) {
        var list = list("recent-deployments");
        shipments.forEach(shipment -> list.add(deploymentRow(shipment)));
        return new Panel("Recent deployments", list).flush();
    }

    /** What the platform itself needs before apps can run. */
    static Panel readiness(List<HostView> hosts) {
        var list = list("readiness");
        var ready = hosts.stream().filter(HostView::isSchedulable).count();
        var told = hosts.isEmpty()
                ? row(
                        new StateBadge(StateKind.PENDING, "Host").plain(),
                        muted("No host has joined. Apps need one to run on."))
                : row(
                        new StateBadge(ready > 0 ? StateKind.RUNNING : StateKind.DEGRADED, "Host").plain(),
                        muted(ready + " of " + Figures.count(hosts.size(), "host") + " can take instances."));
        told.add(AppNavigation.link(AppNavigation.hosts(), hosts.isEmpty() ? "Add a host" : "Hosts"));
        list.add(told);
        for (var host : hosts) {
            if (host.problem() != null) {
                list.add(row(new StateBadge(StateKind.DEGRADED, host.name()).plain(), muted(host.problem())));
            }
        }
        return new Panel("Platform readiness", list).flush();
    }

    private static Component allWell(int apps) {
        var line = new Div(
                new StateBadge(StateKind.RUNNING, apps == 1 ? "The app is well" : "All " + apps + " apps are well")
                        .plain());
        line.addClassName("all-well");
        return line;
    }

    private static ListItem troubleRow(Trouble trouble) {
        var name = new Div(AppNavigation.link(trouble.path()), StateBadge.of(trouble.state()));
        name.addClassName("row");
        var cause = muted(trouble.cause());
        cause.addClassName("why");
        var end = new Div(
                new RelativeTime(trouble.since()), AppNavigation.link(trouble.path(), AppPlace.LOGS, "Open logs"));
        end.addClassName("row");
        return row(name, cause, end);
    }

    private static ListItem appRow(Item item) {
        var app = item.app();
        var name = AppNavigation.link(app.path());
        name.addClassNames("strong", "truncate");
        var release = new Span("v" + app.release().number());
        release.addClassNames("muted", "num", "right", "phone-hidden");
        var blocks = new InstanceBlocks(item.instances());
        blocks.addClassName("phone-hidden");
        return row(name, StateBadge.of(item.state()), blocks, release);
    }

    private static ListItem deploymentRow(Shipment shipment) {
        var deployment = shipment.deployment();
        var what = new Div(
                AppNavigation.link(
                        shipment.path(),
                        AppPlace.DEPLOYMENTS,
                        shipment.path().app() + " v" + deployment.releaseNumber()),
                muted(deployment.trigger()));
        what.addClassName("two-lines");
        var who = muted(deployment.actor() + took(deployment));
        who.addClassNames("truncate", "phone-hidden");
        var when = new RelativeTime(deployment.startedAt());
        when.addClassNames("muted", "phone-hidden");
        return row(what, badge(deployment.state()), who, when);
    }

    private static StateBadge badge(DeploymentView.State state) {
        return switch (state) {
            case RUNNING -> new StateBadge(StateKind.PROGRESS, "Deploying");
            case SUCCEEDED -> new StateBadge(StateKind.RUNNING, "Succeeded");
            case FAILED -> new StateBadge(StateKind.FAILED, "Failed");
            case ROLLED_BACK -> new StateBadge(StateKind.DEGRADED, "Rolled back");
            case CANCELLED -> new StateBadge(StateKind.STOPPED, "Cancelled");
        };
    }

    private static String took(DeploymentView deployment) {
        var end = deployment.finishedAt();
        return end == null ? "" : " · " + Figures.duration(Duration.between(deployment.startedAt(), end));
    }

    private static UnorderedList list(String kind) {
        var list = new UnorderedList();
        list.addClassNames("list", kind);
        return list;
    }

    private static ListItem row(Component... parts) {
        return new ListItem(parts);
    }

    private static Paragraph muted(String text) {
        var paragraph = new Paragraph(text);
        paragraph.addClassName("muted");
        return paragraph;
    }
}
