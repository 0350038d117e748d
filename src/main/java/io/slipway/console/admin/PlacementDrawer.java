package io.slipway.console.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppPath;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.Drawer;
import io.slipway.console.components.PlacementNote;
import io.slipway.console.components.RelativeTime;
import io.slipway.placement.PlacementView;
import org.jspecify.annotations.Nullable;

/** Explains the placement of one instance: in words, what would have to change, and host by host. */
class PlacementDrawer extends Drawer {

    private @Nullable PlacementView shown;

    PlacementDrawer(Runnable close) {
        super(close);
        addClassName("drawer-wide");
        setTestId("placement-drawer");
    }

    void show(AppPath path, PlacementView view) {
        open(new ExplainedInstance(path, view.name()).title());
        if (view.equals(shown)) {
            return;
        }
        shown = view;
        body.removeAll();
        body.add(since(path, view), new PlacementNote(view));
        if (view.table() != null && !view.table().isEmpty()) {
            body.add(new H3("Host by host"), new VerdictTable(view.table()));
        }
    }

    /** Says why there is nothing to explain. */
    void showNothing(String title, String sentence) {
        open(title);
        shown = null;
        body.removeAll();
        body.add(new Paragraph(sentence));
    }

    private static Div since(AppPath path, PlacementView view) {
        var app = AppNavigation.link(path, AppPlace.INSTANCES, path.app());
        var space = new Span(path.space().words());
        space.addClassName("muted");
        var line = new Div(
                app,
                space,
                new Span(view.waiting() ? "has waited for" : "unchanged for"),
                new RelativeTime(view.since()).brief());
        line.addClassName("cluster");
        return line;
    }
}
