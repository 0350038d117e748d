package io.slipway.console.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppNavigation;
import io.slipway.console.components.AppPlace;
import io.slipway.console.components.Figures;
import io.slipway.console.components.InstanceLoads;
import io.slipway.console.components.InstanceLoads.Load;
import io.slipway.console.components.InstanceStates;
import io.slipway.console.components.StateBadge;
import io.slipway.instances.InstanceRow;
import java.util.List;

/** One block for each living instance; a block leads to the instance's drawer. */
class InstanceStrip extends Div {

    /** More blocks than this say less than their number. */
    private static final int MOST = 24;

    private List<InstanceRow> shown = List.of();
    private InstanceLoads measured = InstanceLoads.NONE;

    InstanceStrip() {
        addClassName("instance-strip");
        setTestId("instance-strip");
    }

    void show(AppContext context, InstanceLoads loads) {
        var living = context.instances().stream().filter(row -> !row.isGone()).toList();
        if (living.equals(shown) && loads.equals(measured) && getElement().getChildCount() > 0) {
            return;
        }
        shown = living;
        measured = loads;
        removeAll();
        var process = "";
        for (var row : living.stream().limit(MOST).toList()) {
            if (context.app().hasSeveralProcesses() && !process.equals(row.processType())) {
                process = row.processType();
                add(heading(process));
            }
            add(block(context, row, loads.at(row.name())));
        }
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

    private static Span heading(String process) {
        var heading = new Span(process);
        heading.addClassNames("muted", "instance-process");
        return heading;
    }

    private static Anchor block(AppContext context, InstanceRow row, Load load) {
        var path = context.app().path();
        var status = InstanceStates.of(row);
        var number = new Span(row.name().toString());
        number.addClassNames("block-index", "num");
        var note = new Span(note(context, row));
        note.addClassNames("muted", "block-note");
        var block = new Anchor(
                AppNavigation.url(path, AppPlace.INSTANCES) + "/" + row.name().key());
        var size = context.app().settingsOf(row.processType()).size();
        block.add(
                number,
                new StateBadge(status.kind(), status.word()).plain(),
                note,
                bar("CPU", load.cpuMillis() / size.cpu().millis(), Figures.cpu(load.cpuMillis())),
                bar("Mem", load.memoryBytes() / size.memory().bytes(), Figures.bytes(load.memoryBytes())));
        block.addClassNames("instance-block", "instance-" + status.kind().attribute());
        block.setTestId("instance-" + row.name().key());
        block.setTitle(status.reason() == null ? status.word() : status.reason());
        return block;
    }

    /** A share of the limit as a thin bar with its figure; empty while it is unknown. */
    private static Span bar(String name, double share, Figures.Figure figure) {
        var fill = new Span();
        fill.addClassName("micro-fill");
        fill.getStyle().setWidth(Math.round(100 * (Double.isNaN(share) ? 0 : Math.min(1, share))) + "%");
        var track = new Span(fill);
        track.addClassName("micro-track");
        var number = new Span(figure.text());
        number.addClassNames("num", "micro-number");
        var bar = new Span(new Span(name), track, number);
        bar.addClassNames("micro-bar", "muted");
        return bar;
    }

    private static String note(AppContext context, InstanceRow row) {
        var crashes = context.instances().stream()
                .filter(other -> other.name().equals(row.name()) && other.hasCrashed())
                .count();
        String release = "v" + row.releaseNumber();
        String host = row.hostName().isEmpty() ? "" : " · " + row.hostName();
        return release + host + (crashes == 0 ? "" : " · crashed " + crashes + "×");
    }
}
