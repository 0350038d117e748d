package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.ProcessId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What loops read of apps and write about deployments. No user, no authorisation; never called by a front door. */
@Component
public class DeploymentLedger {

    /** What should run of a process; empty once its app was deleted for good. */
    public Optional<ProcessSpec> spec(ProcessId id) {
        throw new UnsupportedOperationException();
    }

    /** Every process, for the resync. */
    public List<ProcessId> processes() {
        throw new UnsupportedOperationException();
    }

    /** Notes that the release runs and answers through its route. Does nothing if the deployment has ended already. */
    public void succeeded(DeploymentId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Notes that the release does not run, and makes the release before it current again where there was one.
     *
     * @param cause a sentence with the next step
     */
    public void failed(DeploymentId id, String cause) {
        throw new UnsupportedOperationException();
    }

    /** Removes the rows of an app whose instances are gone; publishes {@link AppDeleted}. */
    public void deleted(AppId id) {
        throw new UnsupportedOperationException();
    }
}
