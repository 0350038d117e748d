package io.slipway.console.admin;

import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import io.slipway.console.components.Figures;
import io.slipway.kernel.HostId;
import java.util.ArrayList;
import java.util.List;

/** Hosts in rows: state, what is reserved against what is there, versions, and the last sign of life. */
class HostGrid extends CardGrid<HostLoad> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String NOTE = "<span class=\"truncate\" title=${item.note}>${item.note}</span>";
    private static final String LABELS = "<span class=\"truncate\" title=${item.labels}>${item.labels}</span>";
    private static final String BEAT =
            "${item.at ? html`<x-time short at=${item.at}></x-time>` : html`<span class=\"muted\">never</span>`}";
    private static final String ACTIONS = """
            <button class="row-more" aria-label="Actions of ${item.name}" title="Actions"
              @click=${(e) => e.currentTarget.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, composed: true,
                cancelable: true, clientX: e.clientX, clientY: e.clientY}))}>⋯</button>
            """;

    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\"><span class=\"strong\">${item.name}</span>"
                    + STATE + "</div><div class=\"card-text muted num\">${item.load}</div>"
                    + "${item.labels ? html`<div class=\"card-text muted\">${item.labels}</div>` : ''}"
                    + "${item.note ? html`<div class=\"card-text\">${item.note}</div>` : ''}"
                    + "<div class=\"card-line\"><span class=\"muted\">${item.engine}</span></div></div>";

    private List<HostLoad> shown = List.of();

    HostGrid() {
        addClassName("host-grid");
        setTestId("hosts-grid");
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.NONE);
        narrow("7.5rem", "State", stated(STATE));
        addColumn(load -> load.host().name()).setHeader("Host").setWidth("7rem").setFlexGrow(1);
        addColumn(stated(LABELS)).setHeader("Labels").setWidth("7rem").setFlexGrow(1);
        addColumn(load -> load.host().address())
                .setHeader("Address")
                .setWidth("7.5rem")
                .setFlexGrow(0);
        addColumn(HostGrid::cpu).setHeader("CPU reserved").setWidth("9.5rem").setFlexGrow(0);
        addColumn(HostGrid::memory)
                .setHeader("Memory reserved")
                .setWidth("9.5rem")
                .setFlexGrow(0);
        addColumn(HostLoad::instances).setHeader("Instances").setWidth("5.5rem").setFlexGrow(0);
        addColumn(load -> load.host().engineVersion())
                .setHeader("Engine")
                .setWidth("7rem")
                .setFlexGrow(0);
        addColumn(load -> load.host().agentVersion())
                .setHeader("Agent")
                .setWidth("6.5rem")
                .setFlexGrow(0);
        narrow("5.5rem", "Heartbeat", LitRenderer.<HostLoad>of(BEAT).withProperty("at", HostGrid::heartbeat));
        addColumn(stated(NOTE)).setHeader("Note").setWidth("6rem").setFlexGrow(3);
        // However narrow the window is, what can be done with a host stays in sight.
        addColumn(stated(ACTIONS))
                .setWidth("3.5rem")
                .setFlexGrow(0)
                .setFrozenToEnd(true)
                .setKey(CardGrid.ACTIONS);
        setCard(stated(CARD)
                .withProperty("load", HostGrid::load)
                .withProperty(
                        "engine",
                        load -> load.host().address() + " · engine "
                                + load.host().engineVersion()));
    }

    private static LitRenderer<HostLoad> stated(String template) {
        return LitRenderer.<HostLoad>of(template)
                .withProperty("name", load -> load.host().name())
                .withProperty("kind", load -> HostState.of(load).kind().attribute())
                .withProperty("word", load -> HostState.of(load).word())
                .withProperty("labels", load -> load.host().labels().toString())
                .withProperty("note", HostGrid::note);
    }

    private static String load(HostLoad load) {
        return "CPU " + cpu(load) + " · memory " + memory(load) + " · " + Figures.count(load.instances(), "instance");
    }

    /** How far its drain is, what its agent complains of or cannot do, what stands there against its rules, what is reserved; empty when all is well. */
    static String note(HostLoad load) {
        var notes = new ArrayList<String>();
        if (load.drain() != null) {
            notes.add(DrainText.progress(load.drain()));
        }
        if (load.host().problem() != null) {
            notes.add(load.host().problem());
        }
        if (load.host().notice() != null) {
            notes.add(load.host().notice());
        }
        if (load.misplaced() > 0) {
            notes.add(load.misplaced() + " would not be placed here now");
        }
        if (load.host().reservedMemory().bytes() > 0) {
            notes.add(Figures.bytes(load.host().reservedMemory().bytes()).text() + " of memory kept from instances");
        }
        return String.join("; ", notes);
    }

    /** Shows hosts. While the same ones are there, only rows that look different are sent, and menus stay open. */
    void show(List<HostLoad> loads) {
        if (!ids(loads).equals(ids(shown))) {
            shown = new ArrayList<>(loads);
            setItems(shown).setIdentifierProvider(load -> load.host().id());
            return;
        }
        for (int i = 0; i < loads.size(); i++) {
            if (!loads.get(i).equals(shown.get(i))) {
                shown.set(i, loads.get(i));
                getListDataView().refreshItem(loads.get(i));
            }
        }
    }

    private static List<HostId> ids(List<HostLoad> loads) {
        return loads.stream().map(load -> load.host().id()).toList();
    }

    private void narrow(String width, String header, LitRenderer<HostLoad> renderer) {
        addColumn(renderer).setHeader(header).setWidth(width).setFlexGrow(0);
    }

    private static String cpu(HostLoad load) {
        return Figures.cpu(load.cpuMillis()).text() + " of "
                + Figures.cpu(load.host().cpu().millis()).text();
    }

    private static String memory(HostLoad load) {
        return Figures.bytes(load.memoryBytes()).text() + " of "
                + Figures.bytes(load.schedulableBytes()).text();
    }

    private static String heartbeat(HostLoad load) {
        var last = load.host().lastHeartbeat();
        return last == null ? "" : String.valueOf(last.toEpochMilli());
    }
}
