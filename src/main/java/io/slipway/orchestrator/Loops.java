package io.slipway.orchestrator;

import io.slipway.kernel.ProcessId;

/** The loops that look at a process. */
record Loops(ReconcileLoop reconcile, PlacementLoop placement, DeploymentLoop deployments) {

    /** Has everything about a process looked at again; costs nothing but a place in three queues. */
    void look(ProcessId process) {
        reconcile.loop().add(process);
        deployments.loop().add(process);
        placement.request();
    }
}
