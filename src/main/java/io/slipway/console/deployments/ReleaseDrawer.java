package io.slipway.console.deployments;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.slipway.apps.ReleaseDifference;
import io.slipway.apps.ReleaseView;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.Drawer;
import io.slipway.console.components.RelativeTime;
import io.slipway.console.components.StateBadge;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One release: what it is, how it went, how it differs from any other one, and the way back to it. */
class ReleaseDrawer extends Drawer {

    /** Finds what differs on the way from one release to another. */
    @FunctionalInterface
    interface Comparison {
        List<ReleaseDifference> between(int from, int to);
    }

    private final Consumer<ReleaseRow> rollBack;
    private final Comparison comparison;

    /** The release that is compared with by hand; 0 for the one that should run. */
    private int comparedWith;

    /** Everything that it tells: what is the same is not built again, lest an open choice closes. */
    private record Told(ReleaseRow row, List<ReleaseRow> all, boolean mayRollBack) {}

    private @Nullable Told told;

    ReleaseDrawer(Runnable close, Consumer<ReleaseRow> rollBack, Comparison comparison) {
        super(close);
        this.rollBack = rollBack;
        this.comparison = comparison;
        setTestId("release-drawer");
    }

    void show(ReleaseRow row, List<ReleaseRow> all, @Nullable ReleaseView current, boolean mayRollBack) {
        open("Release v" + row.number());
        var next = new Told(row, all, mayRollBack);
        if (next.equals(told)) {
            return;
        }
        if (told == null || told.row().number() != row.number()) {
            comparedWith = 0;
        }
        told = next;
        body.removeAll();
        var made = new Div(
                new StateBadge(row.kind(), row.word()),
                new RelativeTime(row.release().createdAt()),
                new Span("by " + row.release().createdBy()));
        made.addClassName("cluster");
        body.add(made);
        if (row.deployment() != null && row.deployment().cause() != null) {
            body.add(new Paragraph(row.deployment().cause()));
        }
        body.add(image(row.release()), new Paragraph(row.changes()));
        if (current == null) {
            return;
        }
        if (row.release().current()) {
            body.add(new Paragraph("This is the release that should run now."));
        }
        addDifferences(row, all, current);
        if (!row.release().current()) {
            body.add(rollBack(row, mayRollBack));
        }
    }

    private void addDifferences(ReleaseRow row, List<ReleaseRow> all, ReleaseView current) {
        var others = all.stream()
                .map(ReleaseRow::number)
                .filter(number -> number != row.number())
                .toList();
        if (others.isEmpty()) {
            return;
        }
        if (comparedWith == 0) {
            // The present release stands between itself and the one before it.
            comparedWith = row.release().current() ? others.getFirst() : current.number();
        }
        var table = new Div();
        var other = new Select<Integer>();
        other.setLabel("Differences from");
        other.setItems(others);
        other.setItemLabelGenerator(number -> "v" + number + (number == current.number() ? " (runs now)" : ""));
        other.setValue(others.contains(comparedWith) ? comparedWith : others.getFirst());
        other.setTestId("compare-with");
        other.addValueChangeListener(event -> {
            comparedWith = event.getValue();
            fill(table, event.getValue(), row.number());
        });
        fill(table, other.getValue(), row.number());
        body.add(other, table);
    }

    private void fill(Div table, int from, int to) {
        table.removeAll();
        table.add(new H3("From v" + from + " to v" + to), new DiffTable(comparison.between(from, to)));
    }

    private static Div image(ReleaseView release) {
        var name = new Span(release.image());
        name.addClassName("mono");
        var line = new Div(name, new CopyButton(release.image(), "Copy image"));
        line.addClassName("cluster");
        return line;
    }

    private Button rollBack(ReleaseRow row, boolean allowed) {
        var button = new Button("Return to v" + row.number() + "…", event -> rollBack.accept(row));
        button.setTestId("roll-back");
        button.setEnabled(allowed);
        button.setTooltipText(allowed ? "" : "This needs the role Space developer.");
        return button;
    }
}
