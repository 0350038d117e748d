package io.slipway.console.instances;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.InstanceStates;
import io.slipway.instances.InstanceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Instances in rows: how each is, why, and where. */
class InstanceGrid extends Grid<InstanceRow> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String WHY = "<span class=\"truncate\" title=${item.why}>${item.why}</span>";
    private static final String SINCE = "<x-time short at=${item.at}></x-time>";

    private List<InstanceRow> shown = new ArrayList<>();

    InstanceGrid(boolean living, Consumer<InstanceRow> open) {
        addClassName("instance-grid");
        setAllRowsVisible(true);
        addColumn(InstanceRow::index).setHeader("Index").setWidth("5rem").setFlexGrow(0);
        addColumn(LitRenderer.<InstanceRow>of(STATE)
                        .withProperty(
                                "kind", row -> InstanceStates.of(row).kind().attribute())
                        .withProperty("word", row -> InstanceStates.of(row).word()))
                .setHeader("State")
                .setWidth("10rem")
                .setFlexGrow(0);
        addColumn(LitRenderer.<InstanceRow>of(WHY).withProperty("why", InstanceGrid::why))
                .setHeader("Why")
                .setFlexGrow(2);
        addColumn(row -> "v" + row.releaseNumber())
                .setHeader("Release")
                .setWidth("6rem")
                .setFlexGrow(0);
        addColumn(InstanceRow::hostName).setHeader("Host").setWidth("9rem").setFlexGrow(0);
        addColumn(LitRenderer.<InstanceRow>of(SINCE)
                        .withProperty(
                                "at", row -> String.valueOf(row.stateSince().toEpochMilli())))
                .setHeader(living ? "Since" : "Ended")
                .setWidth("7rem")
                .setFlexGrow(0);
        addColumn(row -> living ? row.restarts() : exit(row))
                .setHeader(living ? "Restarts" : "Exit code")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("7rem")
                .setFlexGrow(0);
        addColumn(row -> row.address() == null ? "–" : row.address())
                .setHeader("Address")
                .setWidth("9rem")
                .setFlexGrow(0)
                .setVisible(living);
        addItemClickListener(event -> open.accept(event.getItem()));
    }

    /** Shows rows; those that did not change are not sent again. */
    void show(List<InstanceRow> rows) {
        if (!ids(rows).equals(ids(shown))) {
            shown = new ArrayList<>(rows);
            setItems(shown).setIdentifierProvider(InstanceRow::id);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(shown.get(i))) {
                shown.set(i, rows.get(i));
                getListDataView().refreshItem(rows.get(i));
            }
        }
    }

    private static List<Object> ids(List<InstanceRow> rows) {
        return rows.stream().<Object>map(InstanceRow::id).toList();
    }

    private static String why(InstanceRow row) {
        String reason = InstanceStates.of(row).reason();
        return reason == null ? "" : reason;
    }

    private static String exit(InstanceRow row) {
        return row.exitCode() == null ? "–" : row.exitCode().toString();
    }
}
