package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.ProcessId;
import java.util.List;
import java.util.Optional;

/**
 * What should run, and where the outcome of a deployment is noted: {@link io.slipway.apps.DeploymentLedger} as the loops see it,
 * so that the simulation runs them without a database.
 */
interface WantedState {

    Optional<ProcessSpec> spec(ProcessId id);

    /** All processes that take part in the running deployment of a process's app, {@code web} first; empty when none runs. */
    List<ProcessSpec> deploying(ProcessId id);

    List<ProcessId> processes();

    void succeeded(DeploymentId id);

    void failed(DeploymentId id, String cause);

    /** The instances of a canary's step serve. */
    void reached(DeploymentId id, int step);

    /** A canary's step has passed. */
    void passed(DeploymentId id, int step);

    void deleted(AppId id);
}
