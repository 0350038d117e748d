package io.slipway.agent;

import io.slipway.protocol.AssignedInstance;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.RunSpec;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One instance as this host knows it. What is wanted may be set by any thread; everything else belongs to the instance's lane
 * and is touched by nobody else.
 */
final class LocalInstance {

    private final String id;
    private final AtomicBoolean look = new AtomicBoolean();
    private volatile AssignedInstance wanted;
    private volatile boolean dropped;

    InstancePhase phase = InstancePhase.INSTANCE_PHASE_UNSPECIFIED;
    boolean ready;

    @Nullable
    Sandbox sandbox;

    @Nullable
    RunningContainer running;

    List<RunningContainer> sidecars = List.of();

    Instant phaseSince = Instant.EPOCH;
    Instant notBefore = Instant.EPOCH;
    Instant lastLook = Instant.EPOCH;
    Instant nextReadiness = Instant.EPOCH;
    Instant nextLiveness = Instant.EPOCH;
    int readinessFailures;
    int livenessFailures;
    int restarts;
    int crashesInARow;
    /** Whether the engine did not answer since the instance was seen running. */
    boolean engineWasAway;

    int startFailures;
    String trouble = "";

    LocalInstance(AssignedInstance wanted) {
        this.id = wanted.getInstanceId();
        this.wanted = wanted;
    }

    String id() {
        return id;
    }

    RunSpec spec() {
        return wanted.getRunSpec();
    }

    /** Whether it must end: the server says so, or the assignment no longer names it. */
    boolean mustStop() {
        return dropped || wanted.getStop();
    }

    /** Whether it must never run twice at once. */
    boolean isAtMostOne() {
        return spec().getAtMostOne();
    }

    /** Whether it may be started: one that is to end soon must not begin once more. */
    boolean mayBegin() {
        return !mustStop() && !wanted.getEnding();
    }

    /** Whether nobody asks for it any more, so that it can be forgotten once it has ended. */
    boolean isDropped() {
        return dropped;
    }

    void want(AssignedInstance assigned) {
        wanted = assigned;
        dropped = false;
    }

    void drop() {
        dropped = true;
    }

    /** Something may have happened to its containers. */
    void askForLook() {
        look.set(true);
    }

    boolean takeLook() {
        return look.getAndSet(false);
    }

    void enter(InstancePhase next, Instant now) {
        phase = next;
        phaseSince = now;
        lastLook = now;
        if (next != InstancePhase.RUNNING) {
            ready = false;
        }
    }

    boolean hasEnded() {
        return switch (phase) {
            case STOPPED, REJECTED, FAILED -> true;
            case INSTANCE_PHASE_UNSPECIFIED, PREPARING, STARTING, RUNNING, STOPPING, UNRECOGNIZED -> false;
        };
    }
}
