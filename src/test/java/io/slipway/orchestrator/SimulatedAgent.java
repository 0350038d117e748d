package io.slipway.orchestrator;

import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * One host's agent: drives its containers towards what the store assigns to it, each phase after a random delay, and reports. While
 * cut off it does neither, but its containers go on.
 */
final class SimulatedAgent {

    private static final int MAX_PHASE_MILLIS = 800;

    private static final class Container {
        InstancePhase phase = InstancePhase.PREPARING;
        Instant nextPhaseAt;
        final boolean crashes;

        Container(boolean crashes, Instant nextPhaseAt) {
            this.crashes = crashes;
            this.nextPhaseAt = nextPhaseAt;
        }
    }

    private final HostId host;
    private final InstanceStore store;
    private final Random random;
    private final IntPredicate isBroken;
    private final Map<InstanceId, Container> containers = new LinkedHashMap<>();
    private boolean cutOff;
    private int starts;

    SimulatedAgent(HostId host, InstanceStore store, Random random, IntPredicate isBroken) {
        this.host = host;
        this.store = store;
        this.random = random;
        this.isBroken = isBroken;
    }

    void cutOff(boolean now) {
        cutOff = now;
    }

    /** Containers ever started. */
    int starts() {
        return starts;
    }

    /** Ends a random running container behind the platform's back. */
    void killOne() {
        containers.values().stream()
                .filter(container -> container.phase == InstancePhase.RUNNING)
                .findFirst()
                .ifPresent(container -> container.phase = InstancePhase.FAILED);
    }

    void tick(Instant now) {
        if (cutOff) {
            return;
        }
        var assignment = store.onHost(host);
        var ids = assignment.stream().map(InstanceRecord::id).toList();
        containers.keySet().retainAll(ids);
        for (var assigned : assignment) {
            var container = containers.computeIfAbsent(assigned.id(), id -> start(assigned, now));
            advance(container, assigned, now);
            report(assigned.id(), container);
        }
    }

    private Container start(InstanceRecord assigned, Instant now) {
        starts++;
        return new Container(isBroken.test(assigned.releaseNumber()), soon(now));
    }

    private void advance(Container container, InstanceRecord assigned, Instant now) {
        boolean stop = assigned.desired() == DesiredState.STOPPED;
        if (stop && container.phase.getNumber() < InstancePhase.STOPPING_VALUE) {
            container.phase = InstancePhase.STOPPING;
            container.nextPhaseAt = soon(now);
        } else if (!now.isBefore(container.nextPhaseAt)) {
            container.phase = next(container);
            container.nextPhaseAt = soon(now);
        }
    }

    private static InstancePhase next(Container container) {
        return switch (container.phase) {
            case PREPARING -> InstancePhase.STARTING;
            case STARTING -> container.crashes ? InstancePhase.FAILED : InstancePhase.RUNNING;
            case STOPPING -> InstancePhase.STOPPED;
            default -> container.phase;
        };
    }

    private void report(InstanceId id, Container container) {
        store.report(
                host,
                InstanceReport.newBuilder()
                        .setInstanceId(id.toString())
                        .setPhase(container.phase)
                        .setReady(container.phase == InstancePhase.RUNNING)
                        .build());
    }

    private Instant soon(Instant now) {
        return now.plus(Duration.ofMillis(random.nextInt(MAX_PHASE_MILLIS)));
    }
}
