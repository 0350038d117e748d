package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.instances.NewInstance;
import io.slipway.instances.ReportOutcome;
import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.RunSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store whose server can die before each write, and between its commit and what follows from it. */
final class MortalStore implements InstanceStore {

    private final InstanceStore store;
    private final CrashPoints points;
    private final Runnable announce;

    /** @param announce publishes what the writes changed; not reached by a server that dies before */
    MortalStore(InstanceStore store, CrashPoints points, Runnable announce) {
        this.store = store;
        this.points = points;
        this.announce = announce;
    }

    @Override
    public List<InstanceRecord> ofProcess(ProcessId processId) {
        return store.ofProcess(processId);
    }

    @Override
    public List<InstanceRecord> pending() {
        return store.pending();
    }

    @Override
    public List<InstanceRecord> placed() {
        return store.placed();
    }

    @Override
    public List<InstanceRecord> onHost(HostId hostId) {
        return store.onHost(hostId);
    }

    @Override
    public Map<InstanceId, RunSpec> runSpecs(Collection<InstanceId> ids) {
        return store.runSpecs(ids);
    }

    @Override
    public Optional<InstanceRecord> find(InstanceId id) {
        return store.find(id);
    }

    @Override
    public List<ProcessId> processesWithInstances() {
        return store.processesWithInstances();
    }

    @Override
    public void insert(List<NewInstance> instances) {
        write("insert", () -> store.insert(instances));
    }

    @Override
    public void stop(Collection<InstanceId> ids) {
        write("stop", () -> store.stop(ids));
    }

    @Override
    public void move(Collection<InstanceId> ids) {
        write("move", () -> store.move(ids));
    }

    @Override
    public void stay(Collection<InstanceId> ids) {
        write("stay", () -> store.stay(ids));
    }

    @Override
    public void markLost(Collection<InstanceId> ids) {
        write("markLost", () -> store.markLost(ids));
    }

    @Override
    public void giveUp(Collection<InstanceId> ids) {
        write("giveUp", () -> store.giveUp(ids));
    }

    @Override
    public void forget(Collection<InstanceId> ids) {
        write("forget", () -> store.forget(ids));
    }

    @Override
    public void assign(HostId hostId, Collection<InstanceId> ids) {
        write("assign", () -> store.assign(hostId, ids));
    }

    @Override
    public void placementErrors(Map<InstanceId, String> errors) {
        write("placementErrors", () -> store.placementErrors(errors));
    }

    /** Only a report that changes something is a write. */
    @Override
    public ReportOutcome report(HostId host, InstanceReport report) {
        var outcome = store.report(host, report);
        if (outcome == ReportOutcome.CHANGED) {
            points.pass("after report " + report.getPhase());
            announce.run();
        }
        return outcome;
    }

    private void write(String what, Runnable write) {
        mortally(points, announce, what, write);
    }

    private static void mortally(CrashPoints points, Runnable announce, String what, Runnable write) {
        points.pass("before " + what);
        write.run();
        points.pass("after " + what);
        announce.run();
    }

    /** The wanted state, equally mortal. */
    static WantedState mortal(WantedState wanted, CrashPoints points, Runnable announce) {
        return new WantedState() {
            @Override
            public Optional<ProcessSpec> spec(ProcessId id) {
                return wanted.spec(id);
            }

            @Override
            public List<ProcessSpec> deploying(ProcessId id) {
                return wanted.deploying(id);
            }

            @Override
            public List<ProcessId> processes() {
                return wanted.processes();
            }

            @Override
            public void succeeded(DeploymentId id) {
                write("success", () -> wanted.succeeded(id));
            }

            @Override
            public void failed(DeploymentId id, String cause) {
                write("failure", () -> wanted.failed(id, cause));
            }

            @Override
            public void reached(DeploymentId id, int step) {
                write("step reached", () -> wanted.reached(id, step));
            }

            @Override
            public void passed(DeploymentId id, int step) {
                write("step passed", () -> wanted.passed(id, step));
            }

            @Override
            public void deleted(AppId id) {
                write("deletion", () -> wanted.deleted(id));
            }

            private void write(String what, Runnable write) {
                mortally(points, announce, what, write);
            }
        };
    }
}
