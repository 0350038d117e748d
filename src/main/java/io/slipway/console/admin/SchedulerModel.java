package io.slipway.console.admin;

import io.slipway.console.components.Figures;
import io.slipway.placement.PendingInstances;
import io.slipway.placement.PlacementService;
import io.slipway.placement.PlacementView;
import java.util.List;

/** What the scheduler's page shows. */
final class SchedulerModel {

    private final PlacementService placement;
    private PendingInstances pending = new PendingInstances(0, 0, List.of());

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
        return placement.explain(instance.app(), instance.name());
    }

    /** How many wait for what, and how many of them are shown where there are more. */
    String sentence() {
        int backingOff = pending.backingOff();
        int homeless = pending.total() - backingOff;
        int shown = pending.longest().size();
        return ((homeless > 0 ? waiting(homeless) + " for a host. " : "")
                        + (backingOff > 0 ? waiting(backingOff) + " for the next start after a crash. " : "")
                        + (shown < pending.total() ? "These " + shown + " wait longest." : ""))
                .strip();
    }

    private static String waiting(int instances) {
        return Figures.count(instances, "instance") + (instances == 1 ? " waits" : " wait");
    }
}
