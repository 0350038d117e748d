package io.slipway.orchestrator;

import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one process after the other closer to what is wanted: read everything again, plan, apply. */
final class ReconcileLoop {

    private static final Logger log = LoggerFactory.getLogger(ReconcileLoop.class);

    private final WantedState wanted;
    private final InstanceStore store;
    private final Supplier<HostStates> hosts;
    private final PlanApplier applier;
    private final Clock clock;
    private final KeyedLoop<ProcessId> loop;

    ReconcileLoop(
            WantedState wanted, InstanceStore store, Supplier<HostStates> hosts, PlanApplier applier, Clock clock) {
        this.wanted = wanted;
        this.store = store;
        this.hosts = hosts;
        this.applier = applier;
        this.clock = clock;
        this.loop = new KeyedLoop<>("reconcile", clock, this::reconcile);
    }

    /** Its keys: processes that something happened to. */
    KeyedLoop<ProcessId> loop() {
        return loop;
    }

    private void reconcile(ProcessId id) {
        var rows = store.ofProcess(id);
        var found = wanted.spec(id);
        if (found.isEmpty()) {
            clearAway(rows);
            return;
        }
        var spec = found.get();
        var plan = Reconciler.plan(spec, rows, hosts.get(), clock.instant());
        if (!plan.isEmpty()) {
            log.atDebug().addKeyValue("process", id).addKeyValue("plan", plan).log("Plan made");
            applier.apply(spec, plan);
        }
        if (plan.finished() && nothingRunsOf(spec.appId())) {
            wanted.deleted(spec.appId());
        }
        if (plan.wakeAt() != null) {
            loop.addAt(id, plan.wakeAt());
        }
    }

    /** The last process of a deleted app to be gone takes the app's own rows along. */
    private boolean nothingRunsOf(AppId app) {
        return store.placedOf(app).isEmpty()
                && store.pending().stream().noneMatch(row -> row.appId().equals(app));
    }

    /** Rows whose process nobody knows any more: end them, and forget those that have ended. */
    private void clearAway(List<InstanceRecord> rows) {
        var ids = rows.stream().map(InstanceRecord::id).toList();
        store.stop(ids);
        store.forget(ids);
    }
}
