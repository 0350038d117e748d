package io.slipway.console.deployments;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.ReleaseView;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.Drawer;
import io.slipway.console.components.RelativeTime;
import io.slipway.console.components.StateBadge;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One release: what it is, how it went, how it differs from the present one, and the way back to it. */
class ReleaseDrawer extends Drawer {

    private final Consumer<ReleaseRow> rollBack;

    ReleaseDrawer(Runnable close, Consumer<ReleaseRow> rollBack) {
        super(close);
        this.rollBack = rollBack;
        setTestId("release-drawer");
    }

    void show(ReleaseRow row, @Nullable ReleaseView current, boolean mayRollBack) {
        open("Release v" + row.number());
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
        if (current == null || row.release().current()) {
            body.add(new Paragraph("This is the release that should run now."));
            return;
        }
        body.add(
                new H3("From v" + current.number() + " to v" + row.number()),
                new DiffTable(ReleaseDiff.between(current, row.release())),
                rollBack(row, mayRollBack));
    }

    private static Div image(ReleaseView release) {
        var name = new Span(release.image());
        name.addClassName("mono");
        var line = new Div(name, new CopyButton(release.image(), "Copy image"));
        line.addClassName("cluster");
        return line;
    }

    private Button rollBack(ReleaseRow row, boolean allowed) {
        var button = new Button("Roll back to v" + row.number() + "…", event -> rollBack.accept(row));
        button.setTestId("roll-back");
        button.setEnabled(allowed);
        button.setTooltipText(allowed ? "" : "This needs the role Space developer.");
        return button;
    }

    /** What a diff says in one sentence, for the confirmation. */
    static String words(List<ReleaseDiff.Line> diff) {
        if (diff.isEmpty()) {
            return "Only values of variables differ, if anything.";
        }
        return String.join(
                "; ",
                diff.stream()
                        .map(line -> switch (line.mark()) {
                            case ADDED -> line.what() + " is added";
                            case REMOVED -> line.what() + " is removed";
                            case CHANGED ->
                                line.what().toLowerCase(java.util.Locale.ROOT) + " " + line.before() + " → "
                                        + line.after();
                        })
                        .toList());
    }
}
