package io.slipway.console.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.slipway.console.components.Panel;
import io.slipway.console.components.RelativeTime;
import io.slipway.console.components.StateBadge;
import io.slipway.console.components.StateKind;
import java.util.List;

/** What happened to an app, newest first. */
class TimelinePanel extends Composite<Panel> {

    private final OrderedList list = new OrderedList();
    private List<TimelineEntry> shown = List.of();

    TimelinePanel() {
        list.addClassName("timeline");
        list.setTestId("timeline");
    }

    @Override
    protected Panel initContent() {
        return new Panel("Timeline", list);
    }

    void show(List<TimelineEntry> entries) {
        if (entries.equals(shown)) {
            return;
        }
        shown = entries;
        list.removeAll();
        entries.forEach(entry -> list.add(item(entry)));
    }

    private static ListItem item(TimelineEntry entry) {
        var text = new Span(entry.text());
        text.addClassName("timeline-text");
        var by = new Span(entry.actor());
        by.addClassNames("muted", "timeline-actor");
        var item = new ListItem(mark(entry.kind()), text, by, new RelativeTime(entry.at()).brief());
        item.addClassName("timeline-item");
        return item;
    }

    private static Component mark(TimelineEntry.Kind kind) {
        return switch (kind) {
            case CHANGE -> new Span("Change");
            case SUCCESS -> new StateBadge(StateKind.RUNNING, "Deployed").plain();
            case FAILURE -> new StateBadge(StateKind.FAILED, "Failed").plain();
        };
    }
}
