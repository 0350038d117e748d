package io.slipway.console.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.console.components.Figures;
import io.slipway.console.components.StateBadge;
import java.util.List;

/** One cell for each host with what is reserved on it: as a number, and as a tint that only repeats the number. */
class HostCells extends Div {

    /** Tints from none to full. */
    private static final int STEPS = 5;

    private List<HostLoad> shown = List.of();

    HostCells() {
        addClassName("host-cells");
        setTestId("host-cells");
    }

    void show(List<HostLoad> loads) {
        if (loads.equals(shown)) {
            return;
        }
        shown = List.copyOf(loads);
        removeAll();
        loads.forEach(load -> add(cell(load)));
    }

    private static Div cell(HostLoad load) {
        var state = HostState.of(load);
        var name = new Span(load.host().name());
        name.addClassNames("strong", "truncate");
        var memory = new Span("Memory " + Figures.percent(load.memoryShare()).text());
        memory.addClassName("num");
        var cpu = new Span("CPU " + Figures.percent(load.cpuShare()).text());
        cpu.addClassName("num");
        var cell = new Div(name, new StateBadge(state.kind(), state.word()).plain(), memory, cpu);
        cell.addClassNames("host-cell", "heat-" + heat(Math.max(load.memoryShare(), load.cpuShare())));
        cell.setTitle(load.host().name() + ": reserved by " + Figures.count(load.instances(), "instance"));
        return cell;
    }

    /** The tint of a share: 0 for nothing reserved, {@value #STEPS} for full or over. */
    static int heat(double share) {
        return (int) Math.max(0, Math.min(STEPS, Math.ceil(share * STEPS)));
    }
}
