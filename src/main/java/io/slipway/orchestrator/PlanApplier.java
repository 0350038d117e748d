package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.instances.InstanceStore;
import io.slipway.instances.NewInstance;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.PlacementRules;
import io.slipway.orchestrator.Plan.Creation;

/** Writes a plan, decides nothing. Each part is one transaction; a plan that was cut short is made up for by the next one. */
final class PlanApplier {

    private final InstanceStore store;
    private final RunSpecFactory runSpecs;

    PlanApplier(InstanceStore store, RunSpecFactory runSpecs) {
        this.store = store;
        this.runSpecs = runSpecs;
    }

    void apply(ProcessSpec spec, Plan plan) {
        if (!plan.markLost().isEmpty()) {
            store.markLost(plan.markLost());
        }
        if (!plan.create().isEmpty()) {
            store.insert(
                    plan.create().stream().map(made -> newInstance(spec, made)).toList());
        }
        if (!plan.stop().isEmpty()) {
            store.stop(plan.stop());
        }
        if (!plan.giveUp().isEmpty()) {
            store.giveUp(plan.giveUp());
        }
        if (!plan.forget().isEmpty()) {
            store.forget(plan.forget());
        }
    }

    private NewInstance newInstance(ProcessSpec wanted, Creation made) {
        var base = wanted.base();
        var spec = made.ofBase() && base != null ? base : wanted;
        var id = InstanceId.create();
        return new NewInstance(
                id,
                spec.appId(),
                spec.processId(),
                spec.spaceId(),
                spec.organizationId(),
                made.index(),
                made.incarnation(),
                spec.releaseId(),
                runSpecs.make(spec, made, id),
                made.notBefore(),
                placement(spec));
    }

    /** An agent of before would run the app without its sidecars. */
    private static PlacementRules placement(ProcessSpec spec) {
        var rules = spec.settings().placement();
        return spec.settings().sidecars().isEmpty() ? rules : rules.besideSidecars();
    }
}
