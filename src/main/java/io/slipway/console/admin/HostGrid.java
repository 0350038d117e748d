package io.slipway.console.admin;

import com.vaadin.flow.data.renderer.LitRenderer;
import io.slipway.console.components.CardGrid;
import io.slipway.console.components.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hosts in rows: state, what is reserved against what is there, versions, and the last sign of life. */
class HostGrid extends CardGrid<HostLoad> {

    private static final String STATE = "<x-state plain kind=${item.kind} word=${item.word}></x-state>";
    private static final String PROBLEM = "<span class=\"truncate\" title=${item.problem}>${item.problem}</span>";
    private static final String BEAT =
            "${item.at ? html`<x-time short at=${item.at}></x-time>` : html`<span class=\"muted\">never</span>`}";
    private static final String ACTION =
            "<button class=\"row-button\" ?disabled=${!item.allowed} title=${item.reason} @click=${cordon}>${item.verb}</button>";

    private static final String CARD =
            "<div class=\"card-row\"><div class=\"card-line\"><span class=\"strong\">${item.name}</span>"
                    + STATE + "</div><div class=\"card-text muted num\">${item.load}</div>"
                    + "${item.problem ? html`<div class=\"card-text\">${item.problem}</div>` : ''}"
                    + "<div class=\"card-line\"><span class=\"muted\">${item.engine}</span>" + ACTION + "</div></div>";

    private List<HostLoad> shown = List.of();
    private boolean mayChange;

    HostGrid(Consumer<HostLoad> cordon) {
        addClassName("host-grid");
        setTestId("hosts-grid");
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.NONE);
        narrow("8rem", "State", stated(STATE));
        addColumn(load -> load.host().name()).setHeader("Host").setWidth("8rem").setFlexGrow(1);
        addColumn(load -> load.host().address())
                .setHeader("Address")
                .setWidth("7.5rem")
                .setFlexGrow(0);
        addColumn(HostGrid::cpu).setHeader("CPU reserved").setWidth("10rem").setFlexGrow(0);
        addColumn(HostGrid::memory)
                .setHeader("Memory reserved")
                .setWidth("10rem")
                .setFlexGrow(0);
        addColumn(HostLoad::instances).setHeader("Instances").setWidth("6rem").setFlexGrow(0);
        addColumn(load -> load.host().engineVersion())
                .setHeader("Engine")
                .setWidth("7.5rem")
                .setFlexGrow(0);
        addColumn(load -> load.host().agentVersion())
                .setHeader("Agent")
                .setWidth("7rem")
                .setFlexGrow(0);
        narrow("6rem", "Heartbeat", LitRenderer.<HostLoad>of(BEAT).withProperty("at", HostGrid::heartbeat));
        addColumn(stated(PROBLEM)).setHeader("Problem").setWidth("6rem").setFlexGrow(2);
        narrow("7rem", "", acting(stated(ACTION), cordon));
        setCard(acting(stated(CARD), cordon)
                .withProperty("name", load -> load.host().name())
                .withProperty("load", HostGrid::load)
                .withProperty(
                        "engine",
                        load -> load.host().address() + " · engine "
                                + load.host().engineVersion()));
    }

    private static LitRenderer<HostLoad> stated(String template) {
        return LitRenderer.<HostLoad>of(template)
                .withProperty("kind", load -> HostState.of(load.host()).kind().attribute())
                .withProperty("word", load -> HostState.of(load.host()).word())
                .withProperty("problem", HostGrid::problem);
    }

    private LitRenderer<HostLoad> acting(LitRenderer<HostLoad> renderer, Consumer<HostLoad> cordon) {
        return renderer.withProperty("verb", load -> load.host().cordoned() ? "Uncordon" : "Cordon…")
                .withProperty("allowed", load -> mayChange)
                .withProperty("reason", load -> mayChange ? "" : "Only administrators change hosts.")
                .withFunction("cordon", cordon::accept);
    }

    private static String load(HostLoad load) {
        return "CPU " + cpu(load) + " · memory " + memory(load) + " · " + Figures.count(load.instances(), "instance");
    }

    private static String problem(HostLoad load) {
        var problem = load.host().problem();
        return problem == null ? "" : problem;
    }

    void show(List<HostLoad> loads, boolean may) {
        if (loads.equals(shown) && may == mayChange) {
            return;
        }
        mayChange = may;
        shown = List.copyOf(loads);
        setItems(new ArrayList<>(loads))
                .setIdentifierProvider(load -> load.host().id());
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
                + Figures.bytes(load.host().memory().bytes()).text();
    }

    private static String heartbeat(HostLoad load) {
        var last = load.host().lastHeartbeat();
        return last == null ? "" : String.valueOf(last.toEpochMilli());
    }
}
