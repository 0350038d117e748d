package io.slipway.console.instances;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppPath;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.Drawer;
import io.slipway.console.components.InstanceStates;
import io.slipway.console.components.PlacementNote;
import io.slipway.console.components.RelativeTime;
import io.slipway.console.components.StateBadge;
import io.slipway.instances.InstanceRow;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.ProcessType;
import io.slipway.placement.PlacementView;
import org.jspecify.annotations.Nullable;

/** Explains one instance: how it is and why, where it is, and how the copies before it ended. */
class InstanceDrawer extends Drawer {

    /** Everything that it tells: what is the same is not sent again. */
    private record Told(InstanceHistory history, @Nullable PlacementView placement) {}

    private @Nullable Told shown;

    InstanceDrawer(Runnable close) {
        super(close);
        setTestId("instance-drawer");
    }

    /** @param placement why it waits or is where it is; null for an index at which nothing lives */
    void show(AppPath path, InstanceName name, InstanceHistory history, @Nullable PlacementView placement) {
        open("Instance " + name);
        var told = new Told(history, placement);
        if (told.equals(shown)) {
            return;
        }
        shown = told;
        body.removeAll();
        history.present()
                .ifPresentOrElse(
                        row -> body.add(state(row, placement), facts(row, history.restarts()), logs(path, name)),
                        () -> body.add(new Paragraph("No instance is called so.")));
        if (placement != null) {
            body.add(new H3("Placement"), new PlacementNote(placement));
            if (placement.table() != null) {
                body.add(AppNavigation.link(AppNavigation.explanation(path, name), "What each host says to it"));
            }
        }
        if (!history.before().isEmpty()) {
            body.add(new H3("Before it"), ends(history));
        }
    }

    /** Of one that waits the placement below tells the reason. */
    private static Div state(InstanceRow row, @Nullable PlacementView placement) {
        var status = InstanceStates.of(row);
        var block = new Div(new StateBadge(status.kind(), status.word()));
        if (status.reason() != null && (placement == null || !placement.waiting())) {
            block.add(new Paragraph(status.reason()));
        }
        if (row.notBefore() != null && !row.isGone()) {
            var next = new Paragraph(new Span("Next start: "), new RelativeTime(row.notBefore()));
            block.add(next);
        }
        block.addClassName("stack-s");
        return block;
    }

    private static DescriptionList facts(InstanceRow row, long restarts) {
        var facts = new DescriptionList();
        fact(facts, "Since", new RelativeTime(row.stateSince()));
        fact(facts, "Made", new RelativeTime(row.createdAt()));
        fact(facts, "Release", new Span("v" + row.releaseNumber()));
        fact(facts, "Host", new Span(row.hostName().isEmpty() ? "none yet" : row.hostName()));
        fact(facts, "Address", new Span(row.address() == null ? "none" : row.address()));
        fact(facts, "Gets traffic", new Span(row.routable() ? "yes" : "no"));
        fact(facts, "Restarts", new Span(String.valueOf(restarts)));
        if (row.isGone()) {
            fact(facts, "Ended with", new Span(InstanceHistory.end(row)));
        }
        if (row.progress() != null) {
            fact(facts, "Now", new Span(row.progress()));
        }
        var id = new Span(row.id().toString());
        id.addClassNames("mono", "truncate");
        var identity = new Div(id, new CopyButton(row.id().toString(), "Copy instance ID"));
        identity.addClassName("row");
        fact(facts, "ID", identity);
        return facts;
    }

    private static void fact(DescriptionList facts, String term, Component description) {
        var value = new DescriptionList.Description();
        value.add(description);
        facts.add(new DescriptionList.Term(term), value);
    }

    private static Div logs(AppPath path, InstanceName name) {
        var url = AppNavigation.url(path, AppPlace.LOGS)
                + (name.process().equals(ProcessType.WEB)
                        ? "?instance=" + name.index()
                        : "?q=process:" + name.process() + "&instance=" + name.index());
        var row = new Div(AppNavigation.link(url, "Open its logs"));
        row.addClassName("cluster");
        return row;
    }

    private static OrderedList ends(InstanceHistory history) {
        var list = new OrderedList();
        list.addClassName("timeline");
        history.before().forEach(row -> {
            var status = InstanceStates.of(row);
            var text = new Span("v" + row.releaseNumber() + ", " + InstanceHistory.end(row)
                    + (row.detail() == null ? "" : ". " + row.detail()));
            text.addClassName("timeline-text");
            var item = new ListItem(
                    new StateBadge(status.kind(), status.word()).plain(),
                    text,
                    new RelativeTime(row.stateSince()).brief());
            item.addClassName("timeline-item");
            list.add(item);
        });
        return list;
    }
}
