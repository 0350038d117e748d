package io.slipway.orchestrator;

import io.slipway.apps.DeploymentLedger;
import io.slipway.apps.ProcessSpec;
import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.ProcessId;
import java.util.List;
import java.util.Optional;

/** The ledger of the apps module as the loops' wanted state. */
record LedgerWantedState(DeploymentLedger ledger) implements WantedState {

    @Override
    public Optional<ProcessSpec> spec(ProcessId id) {
        return ledger.spec(id);
    }

    @Override
    public List<ProcessSpec> deploying(ProcessId id) {
        return ledger.deploying(id);
    }

    @Override
    public List<ProcessId> processes() {
        return ledger.processes();
    }

    @Override
    public void succeeded(DeploymentId id) {
        ledger.succeeded(id);
    }

    @Override
    public void failed(DeploymentId id, String cause) {
        ledger.failed(id, cause);
    }

    @Override
    public void reached(DeploymentId id, int step) {
        ledger.reached(id, step);
    }

    @Override
    public void passed(DeploymentId id, int step) {
        ledger.passed(id, step);
    }

    @Override
    public void deleted(AppId id) {
        ledger.deleted(id);
    }
}
