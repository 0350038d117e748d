package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpecChanged;
import io.slipway.hosts.HostChanged;
import io.slipway.instances.InstanceChanged;
import io.slipway.instances.InstanceState;
import io.slipway.placement.PlacementSettingsChanged;
import io.slipway.placement.RebalanceChanged;
import org.springframework.transaction.event.TransactionalEventListener;

/** Turns events into keys, after commit, and does nothing else: no query, no decision. */
class ReconcileTrigger {

    private final Loops loops;
    private final DrainLoop drain;
    private final ResyncLoop resync;

    ReconcileTrigger(Loops loops, DrainLoop drain, ResyncLoop resync) {
        this.loops = loops;
        this.drain = drain;
        this.resync = resync;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ProcessSpecChanged event) {
        loops.look(event.processId());
    }

    /** On its way to run, an instance changes what is wanted of nobody; a new one waits for a host only. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(InstanceChanged event) {
        if (event.state() == InstanceState.PENDING) {
            loops.placement().request();
        } else if (event.isPastStart()) {
            loops.look(event.processId());
        }
        drain.requestIfActive();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(RebalanceChanged event) {
        drain.request();
    }

    /** What waits for room may find some now. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(PlacementSettingsChanged event) {
        loops.placement().request();
    }

    /** A host that comes or goes can matter to every process: for replacements, for survivors, for what waits for room. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(HostChanged event) {
        resync.request();
        drain.request();
    }
}
