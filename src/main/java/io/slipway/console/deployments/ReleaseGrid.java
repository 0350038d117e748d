package io.slipway.console.deployments;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Releases in rows, newest first: what changed in words, how it went, who and when. */
class ReleaseGrid extends Grid<ReleaseRow> {

    private static final String RELEASE =
            "${item.live ? html`<span class=\"live-mark\" title=\"Runs now\">▶</span>` : ''}<span class=\"strong num\">${item.number}</span>";
    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String CHANGES = "<span class=\"truncate\" title=${item.changes}>${item.changes}</span>";
    private static final String WHEN = "<x-time at=${item.at}></x-time>";

    private List<ReleaseRow> shown = List.of();

    ReleaseGrid(Consumer<ReleaseRow> open) {
        addClassName("release-grid");
        setTestId("releases-grid");
        setAllRowsVisible(true);
        addColumn(LitRenderer.<ReleaseRow>of(RELEASE)
                        .withProperty("number", row -> "v" + row.number())
                        .withProperty("live", row -> row.release().current()))
                .setHeader("Release")
                .setWidth("7rem")
                .setFlexGrow(0);
        addColumn(LitRenderer.<ReleaseRow>of(STATE)
                        .withProperty("kind", row -> row.kind().attribute())
                        .withProperty("word", ReleaseRow::word))
                .setHeader("Result")
                .setWidth("10rem")
                .setFlexGrow(0);
        addColumn(LitRenderer.<ReleaseRow>of(CHANGES).withProperty("changes", ReleaseRow::changes))
                .setHeader("Change")
                .setFlexGrow(2);
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
        addColumn(LitRenderer.<ReleaseRow>of(WHEN)
                        .withProperty(
                                "at",
                                row -> String.valueOf(row.release().createdAt().toEpochMilli())))
                .setHeader("When")
                .setWidth("9rem")
                .setFlexGrow(0);
        addColumn(ReleaseRow::duration)
                .setHeader("Took")
                .setKey("took")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("7rem")
                .setFlexGrow(0);
        addItemClickListener(event -> open.accept(event.getItem()));
    }

    /** Leaves out what the drawer beside it tells. */
    void setNarrow(boolean narrow) {
        Stream.of("because", "who", "took").map(this::getColumnByKey).forEach(column -> column.setVisible(!narrow));
    }

    void show(List<ReleaseRow> rows) {
        if (!rows.equals(shown)) {
            shown = rows;
            setItems(new ArrayList<>(rows))
                    .setIdentifierProvider(row -> row.release().id());
        }
    }
}
