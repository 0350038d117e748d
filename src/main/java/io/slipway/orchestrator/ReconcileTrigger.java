package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpecChanged;
import io.slipway.hosts.HostChanged;
import io.slipway.instances.InstanceChanged;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.ProcessId;
import org.springframework.transaction.event.TransactionalEventListener;

/** Turns events into keys, after commit, and does nothing else. */
class ReconcileTrigger {

    private final InstanceStore store;
    private final ReconcileLoop reconcile;
    private final PlacementLoop placement;
    private final DeploymentLoop deployments;

    ReconcileTrigger(
            InstanceStore store, ReconcileLoop reconcile, PlacementLoop placement, DeploymentLoop deployments) {
        this.store = store;
        this.reconcile = reconcile;
        this.placement = placement;
        this.deployments = deployments;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ProcessSpecChanged event) {
        look(event.processId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(InstanceChanged event) {
        look(event.processId());
    }

    /** A host that comes or goes can matter to every process: for replacements, for survivors, for what waits for room. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(HostChanged event) {
        store.processesWithInstances().forEach(this::look);
        placement.request();
    }

    void look(ProcessId process) {
        reconcile.loop().add(process);
        deployments.loop().add(process);
        placement.request();
    }
}
