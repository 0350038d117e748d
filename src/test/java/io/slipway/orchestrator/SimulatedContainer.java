package io.slipway.orchestrator;

import io.slipway.kernel.CrashPolicy;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** One container of a simulated host, which goes from phase to phase after a delay each. */
final class SimulatedContainer {

    final int index;
    private final boolean crashes;
    private final boolean atMostOne;
    private final Supplier<Duration> delay;
    private InstancePhase phase = InstancePhase.PREPARING;
    private Instant nextPhaseAt;

    private boolean started;
    private boolean leaseEnded;

    SimulatedContainer(int index, boolean crashes, boolean atMostOne, Supplier<Duration> delay, Instant now) {
        this.index = index;
        this.crashes = crashes;
        this.atMostOne = atMostOne;
        this.delay = delay;
        this.nextPhaseAt = now.plus(delay.get());
    }

    boolean isRunning() {
        return phase == InstancePhase.RUNNING;
    }

    boolean hasEnded() {
        return phase.getNumber() >= InstancePhase.STOPPED_VALUE;
    }

    /** Whether a process of it lives. */
    boolean isAlive() {
        return started && !hasEnded();
    }

    /** Its host was not heard for a lease. What has not begun yet may begin later. */
    void leaseEnded() {
        if (atMostOne && isAlive()) {
            leaseEnded = true;
            kill();
        }
    }

    /** Ends it behind the platform's back. */
    void kill() {
        phase = InstancePhase.FAILED;
    }

    /** Moves on when it is time to, or at once towards its end when told to stop. */
    void advance(boolean stop, Instant now) {
        if (stop && phase.getNumber() < InstancePhase.STOPPING_VALUE) {
            phase = InstancePhase.STOPPING;
            nextPhaseAt = now.plus(delay.get());
        } else if (!now.isBefore(nextPhaseAt)) {
            phase = next();
            started |= phase == InstancePhase.STARTING;
            nextPhaseAt = now.plus(delay.get());
        }
    }

    InstanceReport.Builder report(InstanceId id) {
        return InstanceReport.newBuilder()
                .setInstanceId(id.toString())
                .setPhase(phase)
                .setReason(leaseEnded ? CrashPolicy.LEASE_ENDED : "")
                .setReady(isRunning());
    }

    private InstancePhase next() {
        return switch (phase) {
            case PREPARING -> InstancePhase.STARTING;
            case STARTING -> crashes ? InstancePhase.FAILED : InstancePhase.RUNNING;
            case STOPPING -> InstancePhase.STOPPED;
            default -> phase;
        };
    }
}
