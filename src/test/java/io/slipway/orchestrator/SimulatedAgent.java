package io.slipway.orchestrator;

import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One host's agent: drives its containers towards what the store assigns to it, each phase after a random delay, and reports. While
 * cut off it does neither, but its containers go on: those of which there is one at most until its lease is over.
 */
final class SimulatedAgent {

    private static final int MAX_PHASE_MILLIS = 800;

    private final HostId host;
    private final InstanceStore store;
    private final Random random;
    private final IntPredicate isBroken;
    private final Map<InstanceId, SimulatedContainer> containers = new LinkedHashMap<>();
    private @Nullable Instant cutOff;
    private int starts;

    SimulatedAgent(HostId host, InstanceStore store, Random random, IntPredicate isBroken) {
        this.host = host;
        this.store = store;
        this.random = random;
        this.isBroken = isBroken;
    }

    void cutOff(Instant now) {
        cutOff = cutOff == null ? now : cutOff;
    }

    void reconnect() {
        cutOff = null;
    }

    /** Containers with a process that lives. */
    int alive() {
        return (int)
                containers.values().stream().filter(SimulatedContainer::isAlive).count();
    }

    /** Containers ever started. */
    int starts() {
        return starts;
    }

    /** Ends a random running container behind the platform's back. */
    void killOne() {
        containers.values().stream()
                .filter(SimulatedContainer::isRunning)
                .findFirst()
                .ifPresent(SimulatedContainer::kill);
    }

    void tick(Instant now) {
        if (cutOff != null) {
            if (!now.isBefore(cutOff.plus(Simulation.LEASE))) {
                containers.values().forEach(SimulatedContainer::leaseEnded);
            }
            return;
        }
        var assignment = store.onHost(host);
        var ids = assignment.stream().map(InstanceRecord::id).toList();
        containers.keySet().retainAll(ids);
        for (var assigned : assignment) {
            var container = containers.computeIfAbsent(assigned.id(), id -> start(assigned, now));
            container.advance(assigned.desired() == DesiredState.STOPPED, now);
            store.report(host, container.report(assigned.id()).build());
        }
    }

    private SimulatedContainer start(InstanceRecord assigned, Instant now) {
        starts++;
        return new SimulatedContainer(
                assigned.index(),
                isBroken.test(assigned.releaseNumber()),
                assigned.placement().atMostOne(),
                this::delay,
                now);
    }

    private Duration delay() {
        return Duration.ofMillis(random.nextInt(MAX_PHASE_MILLIS));
    }
}
