package io.slipway.console.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppPath;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.Figures;
import io.slipway.console.components.InstanceStates;
import io.slipway.console.components.StateBadge;
import io.slipway.instances.InstanceRow;
import java.util.List;

/** One block for each living instance; a block leads to the instance's drawer. */
class InstanceStrip extends Div {

    /** More blocks than this say less than their number. */
    private static final int MOST = 24;

    private List<InstanceRow> shown = List.of();

    InstanceStrip() {
        addClassName("instance-strip");
        setTestId("instance-strip");
    }

    void show(AppContext context) {
        var living = context.instances().stream().filter(row -> !row.isGone()).toList();
        if (living.equals(shown) && getElement().getChildCount() > 0) {
            return;
        }
        shown = living;
        removeAll();
        living.stream().limit(MOST).forEach(row -> add(block(context.app().path(), row)));
        if (living.size() > MOST) {
            add(AppNavigation.link(
                    context.app().path(), AppPlace.INSTANCES, "and " + (living.size() - MOST) + " more"));
        }
        if (living.isEmpty()) {
            var text = new Span(context.app().started() ? "No instance yet." : "Stopped: no instance runs.");
            text.addClassName("muted");
            add(text);
        }
    }

    private static Anchor block(AppPath path, InstanceRow row) {
        var status = InstanceStates.of(row);
        var number = new Span(String.valueOf(row.index()));
        number.addClassNames("block-index", "num");
        var note = new Span(note(row));
        note.addClassNames("muted", "block-note");
        var block = new Anchor(AppNavigation.url(path, AppPlace.INSTANCES) + "/" + row.index());
        block.add(number, new StateBadge(status.kind(), status.word()).plain(), note);
        block.addClassNames("instance-block", "instance-" + status.kind().attribute());
        block.setTestId("instance-" + row.index());
        block.setTitle(status.reason() == null ? status.word() : status.reason());
        return block;
    }

    private static String note(InstanceRow row) {
        String release = "v" + row.releaseNumber();
        String host = row.hostName().isEmpty() ? "" : " · " + row.hostName();
        String restarts = row.restarts() == 0 ? "" : " · " + Figures.count(row.restarts(), "restart");
        return release + host + restarts;
    }
}
