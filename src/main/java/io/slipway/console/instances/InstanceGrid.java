package io.slipway.console.instances;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import io.slipway.console.components.Figures;
import io.slipway.console.components.InstanceLoads;
import io.slipway.console.components.InstanceStates;
import io.slipway.instances.InstanceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Instances in rows: how each is, why, and where. */
class InstanceGrid extends CardGrid<InstanceRow> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String WHY = "<span class=\"truncate\" title=${item.why}>${item.why}</span>";
    private static final String SINCE = "<x-time short at=${item.at}></x-time>";

    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\"><span class=\"strong num\">${item.index}</span>"
                    + "<span class=\"grow\">" + STATE + "</span><span class=\"num\">${item.release}</span></div>"
                    + "${item.why ? html`<div class=\"card-text\">${item.why}</div>` : ''}"
                    + "<div class=\"card-line muted num\"><span class=\"truncate\">${item.load}</span>" + SINCE
                    + "</div></div>";

    private static final List<String> MEASURED = List.of("address", "CPU", "Memory");

    private final boolean living;
    private List<InstanceRow> shown = new ArrayList<>();
    private InstanceLoads loads = InstanceLoads.NONE;

    /** @param restarts how often the index of a living row was started again */
    InstanceGrid(boolean living, ToLongFunction<InstanceRow> restarts, Consumer<InstanceRow> open) {
        this.living = living;
        addClassName("instance-grid");
        setAllRowsVisible(true);
        addColumn(row -> row.name().toString())
                .setHeader("Index")
                .setKey("index")
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(all(STATE)).setHeader("State").setWidth("9rem").setFlexGrow(0);
        addColumn(all(WHY)).setHeader("Why").setFlexGrow(2);
        addColumn(row -> "v" + row.releaseNumber())
                .setHeader("Release")
                .setWidth("6rem")
                .setFlexGrow(0);
        figure("CPU", row -> Figures.cpu(loads.at(row.name()).cpuMillis()));
        figure("Memory", row -> Figures.bytes(loads.at(row.name()).memoryBytes()));
        addColumn(InstanceRow::hostName)
                .setHeader("Host")
                .setKey("host")
                .setWidth("8rem")
                .setFlexGrow(0);
        addColumn(all(SINCE))
                .setHeader(living ? "Since" : "Ended")
                .setWidth("7rem")
                .setFlexGrow(0);
        addColumn(row -> living ? restarts.applyAsLong(row) : exit(row))
                .setHeader(living ? "Restarts" : "Exit code")
                .setKey("ends")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("7rem")
                .setFlexGrow(0);
        addColumn(row -> row.address() == null ? "–" : row.address())
                .setHeader("Address")
                .setKey("address")
                .setWidth("9rem")
                .setFlexGrow(0);
        setCard(all(CARD));
        leaveOut(!living, MEASURED);
        onOpen(open);
    }

    /** Leaves out what the drawer beside it tells. */
    void setNarrow(boolean narrow) {
        leaveOut(narrow, List.of("host", "ends"));
        leaveOut(narrow || !living, MEASURED);
    }

    /** Shows newer figures; only rows whose figures differ are sent again. */
    void show(InstanceLoads newer) {
        var before = loads;
        loads = newer;
        shown.stream()
                .filter(row -> !before.at(row.name()).equals(newer.at(row.name())))
                .forEach(getListDataView()::refreshItem);
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

    private Column<InstanceRow> figure(String header, Function<InstanceRow, Figures.Figure> value) {
        return addColumn(row -> value.apply(row).text())
                .setHeader(header)
                .setKey(header)
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("6.5rem")
                .setFlexGrow(0);
    }

    private static List<Object> ids(List<InstanceRow> rows) {
        return rows.stream().<Object>map(InstanceRow::id).toList();
    }

    private LitRenderer<InstanceRow> all(String template) {
        return LitRenderer.<InstanceRow>of(template)
                .withProperty("index", row -> row.name().toString())
                .withProperty("release", row -> "v" + row.releaseNumber())
                .withProperty("kind", row -> InstanceStates.of(row).kind().attribute())
                .withProperty("word", row -> InstanceStates.of(row).word())
                .withProperty("why", InstanceGrid::why)
                .withProperty("at", row -> String.valueOf(row.stateSince().toEpochMilli()))
                .withProperty("load", this::load);
    }

    private String load(InstanceRow row) {
        var load = loads.at(row.name());
        return living
                ? Figures.cpu(load.cpuMillis()).text() + " · "
                        + Figures.bytes(load.memoryBytes()).text()
                        + (row.hostName().isEmpty() ? "" : " · " + row.hostName())
                : InstanceHistory.end(row);
    }

    private static String why(InstanceRow row) {
        String reason = InstanceStates.of(row).reason();
        return reason == null ? "" : reason;
    }

    private static String exit(InstanceRow row) {
        return row.exitCode() == null ? "–" : row.exitCode().toString();
    }
}
