package io.slipway.console.admin;

import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import io.slipway.console.components.StateKind;
import io.slipway.placement.PendingInstances.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Instances that wait for a host: whose they are, why they wait, and since when. */
class PendingGrid extends CardGrid<Row> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String WHY = "<span class=\"truncate\" title=${item.why}>${item.why}</span>";
    private static final String SINCE = "<x-time short at=${item.at}></x-time>";

    private static final String CARD = "<div class=\"card-row\"><div class=\"card-line\">"
            + "<span class=\"strong card-name\">${item.app} · ${item.index}</span>" + STATE + "</div>"
            + "<div class=\"card-text\">${item.why}</div>"
            + "<div class=\"card-line muted\"><span class=\"truncate\">${item.space}</span>" + SINCE + "</div></div>";

    private List<Row> shown = List.of();

    PendingGrid(Consumer<Row> open) {
        addClassName("pending-grid");
        setTestId("pending-grid");
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.NONE);
        addColumn(all(STATE)).setHeader("State").setWidth("8rem").setFlexGrow(0);
        addColumn(row -> row.app().app()).setHeader("App").setWidth("9rem").setFlexGrow(0);
        addColumn(PendingGrid::space)
                .setHeader("Space")
                .setKey("space")
                .setWidth("10rem")
                .setFlexGrow(0);
        addColumn(row -> row.name().toString())
                .setHeader("Index")
                .setWidth("6rem")
                .setFlexGrow(0);
        addColumn(all(WHY)).setHeader("Why").setFlexGrow(2);
        addColumn(all(SINCE)).setHeader("Waits").setWidth("7rem").setFlexGrow(0);
        setCard(all(CARD));
        onOpen(open);
    }

    /** Leaves out what the drawer beside it tells. */
    void setNarrow(boolean narrow) {
        leaveOut(narrow, List.of("space"));
    }

    /** Shows rows; nothing is sent again when none changed. */
    void show(List<Row> rows) {
        if (!rows.equals(shown)) {
            shown = List.copyOf(rows);
            setItems(new ArrayList<>(rows)).setIdentifierProvider(Row::instance);
        }
    }

    private static LitRenderer<Row> all(String template) {
        return LitRenderer.<Row>of(template)
                .withProperty("kind", row -> kind(row).attribute())
                .withProperty("word", row -> row.notBefore() == null ? "Pending" : "Backing off")
                .withProperty("app", row -> row.app().app())
                .withProperty("space", PendingGrid::space)
                .withProperty("index", row -> row.name().toString())
                .withProperty("why", Row::reason)
                .withProperty("at", row -> String.valueOf(row.since().toEpochMilli()));
    }

    private static StateKind kind(Row row) {
        return row.notBefore() == null ? StateKind.PENDING : StateKind.FAILED;
    }

    private static String space(Row row) {
        return row.app().space().words();
    }
}
