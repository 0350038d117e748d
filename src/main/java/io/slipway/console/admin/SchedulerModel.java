package io.slipway.console.admin;

import io.slipway.console.components.Figures;
import io.slipway.placement.PendingInstances;
import io.slipway.placement.PlacementService;
import io.slipway.placement.PlacementView;
import java.util.List;

/** What the scheduler's page shows. */
final class SchedulerModel {

    private final PlacementService placement;
    private PendingInstances pending = new PendingInstances(0, List.of());

    SchedulerModel(PlacementService placement) {
        this.placement = placement;
    }

    void refresh() {
        pending = placement.pending();
    }

    PendingInstances pending() {
        return pending;
    }

    PlacementView explain(ExplainedInstance instance) {
        return placement.explain(instance.app(), instance.index());
    }

    /** How many wait, and how many of them are shown where there are more. */
    String sentence() {
        int total = pending.total();
        int shown = pending.longest().size();
        return Figures.count(total, "instance") + (total == 1 ? " waits" : " wait") + " for a host."
                + (shown < total ? " These " + shown + " wait longest." : "");
    }
}
