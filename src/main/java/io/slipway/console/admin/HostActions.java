package io.slipway.console.admin;

import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.grid.contextmenu.GridMenuItem;
import io.slipway.console.LiveUpdates;
import io.slipway.console.components.Confirm;
import io.slipway.console.components.Figures;
import io.slipway.console.components.Problems;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** The menu of a host's row: what {@link HostVerb}s make sense now. */
class HostActions extends GridContextMenu<HostLoad> {

    private final HostsModel model;
    private final LiveUpdates live;
    private final Runnable changed;
    private final Map<HostVerb, GridMenuItem<HostLoad>> items = new EnumMap<>(HostVerb.class);

    HostActions(HostGrid grid, HostsModel model, LiveUpdates live, Runnable changed) {
        super(grid);
        this.model = model;
        this.live = live;
        this.changed = changed;
        add(HostVerb.CORDON, this::cordon);
        add(HostVerb.UNCORDON, load -> now(() -> model.uncordon(load)));
        add(HostVerb.DRAIN, this::openPlan);
        add(HostVerb.PROGRESS, this::openPlan);
        add(HostVerb.PAUSE, load -> now(() -> model.pauseDrain(load)));
        add(HostVerb.RESUME, load -> now(() -> model.startDrain(load.host().name())));
        add(HostVerb.CANCEL, this::cancel);
        add(HostVerb.SETTINGS, this::settings);
        add(HostVerb.REMOVE, this::remove);
        setDynamicContentHandler(load -> {
            if (load == null) {
                return false;
            }
            var offered = HostVerb.offeredFor(load);
            items.forEach((verb, item) -> {
                item.setVisible(offered.contains(verb));
                item.setEnabled(model.mayChange() || verb == HostVerb.PROGRESS);
            });
            return true;
        });
    }

    private void add(HostVerb verb, Consumer<HostLoad> act) {
        items.put(verb, addItem(verb.text(), event -> event.getItem().ifPresent(act)));
    }

    private void now(Runnable act) {
        Problems.attempt(this, act);
        changed.run();
    }

    private void openPlan(HostLoad load) {
        new DrainDialog(load.host().name(), model, live, changed).open();
    }

    private void cordon(HostLoad load) {
        var host = load.host();
        Confirm.explain(
                "Cordon " + host.name() + "?",
                "No new instance is placed on it. What is there (" + Figures.count(load.instances(), "instance")
                        + ") stays and goes on serving.",
                "Cordon " + host.name(),
                () -> {
                    model.cordon(host.id(), true);
                    changed.run();
                });
    }

    private void settings(HostLoad load) {
        new HostSettingsDialog(load, change -> {
                    model.change(load, change);
                    changed.run();
                })
                .open();
    }

    private void remove(HostLoad load) {
        var name = load.host().name();
        var lost = load.instances() == 0
                ? "No instance is on it. "
                : "What is there (" + Figures.count(load.instances(), "instance")
                        + ") is lost at once and starts again on other hosts; drain it first to lose no request. ";
        Confirm.typeName(
                "Remove " + name + "?",
                lost + "The host is let in no more; to come back it joins anew, as a new host.",
                name,
                "Remove " + name,
                () -> {
                    model.remove(load);
                    changed.run();
                });
    }

    private void cancel(HostLoad load) {
        new EndDrainDialog(load, uncordon -> {
                    model.endDrain(load, uncordon);
                    changed.run();
                })
                .open();
    }
}
