package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpecChanged;
import io.slipway.autoscale.AutoscaleChanged;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells the autoscaler what has changed, after commit, and does nothing else. */
class AutoscaleTrigger {

    private final AutoscaleLoop autoscale;

    AutoscaleTrigger(AutoscaleLoop autoscale) {
        this.autoscale = autoscale;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AutoscaleChanged event) {
        autoscale.request(event.processId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ProcessSpecChanged event) {
        autoscale.forget(event.processId());
    }
}
