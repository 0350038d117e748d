package io.slipway.console.deployments;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Releases in rows, newest first: what changed in words, how it went, who and when. */
class ReleaseGrid extends CardGrid<ReleaseRow> {

    private static final String RELEASE =
            "${item.live ? html`<span class=\"live-mark\" title=\"Runs now\">▶</span>` : ''}<span class=\"strong num\">${item.number}</span>";
    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String CHANGES = "<span class=\"truncate\" title=${item.changes}>${item.changes}</span>";
    private static final String WHEN = "<x-time at=${item.at}></x-time>";

    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\"><span>" + RELEASE + "</span>" + STATE
                    + "</div><div class=\"card-text\">${item.changes}</div>"
                    + "<div class=\"card-line muted num\"><span>${item.by}</span>" + WHEN + "</div></div>";

    private List<ReleaseRow> shown = List.of();

    ReleaseGrid(Consumer<ReleaseRow> open) {
        addClassName("release-grid");
        setTestId("releases-grid");
        setAllRowsVisible(true);
        addColumn(all(RELEASE)).setHeader("Release").setWidth("7rem").setFlexGrow(0);
        addColumn(all(STATE)).setHeader("Result").setWidth("10rem").setFlexGrow(0);
        addColumn(all(CHANGES)).setHeader("Change").setFlexGrow(2);
        addColumn(ReleaseRow::trigger)
                .setHeader("Because")
                .setKey("because")
                .setWidth("11rem")
                .setFlexGrow(0);
        addColumn(row -> row.release().createdBy())
                .setHeader("Who")
                .setKey("who")
                .setWidth("8rem")
                .setFlexGrow(0);
        addColumn(all(WHEN)).setHeader("When").setWidth("9rem").setFlexGrow(0);
        addColumn(ReleaseRow::duration)
                .setHeader("Took")
                .setKey("took")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("7rem")
                .setFlexGrow(0);
        setCard(all(CARD));
        onOpen(open);
    }

    /** Leaves out what the drawer beside it tells. */
    void setNarrow(boolean narrow) {
        leaveOut(narrow, List.of("because", "who", "took"));
    }

    void show(List<ReleaseRow> rows) {
        if (!rows.equals(shown)) {
            shown = rows;
            setItems(new ArrayList<>(rows))
                    .setIdentifierProvider(row -> row.release().id());
        }
    }

    private static LitRenderer<ReleaseRow> all(String template) {
        return LitRenderer.<ReleaseRow>of(template)
                .withProperty("number", row -> "v" + row.number())
                .withProperty("live", row -> row.release().current())
                .withProperty("kind", row -> row.kind().attribute())
                .withProperty("word", ReleaseRow::word)
                .withProperty("changes", ReleaseRow::changes)
                .withProperty(
                        "at", row -> String.valueOf(row.release().createdAt().toEpochMilli()))
                .withProperty(
                        "by", row -> row.trigger() + " by " + row.release().createdBy() + " · took " + row.duration());
    }
}
