package io.slipway.agent;

import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.Probe;
import io.slipway.protocol.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Probes an instance when that is due and judges what the answers mean. */
final class InstanceChecks {

    private static final Duration FIRST_WAIT = Duration.ofMillis(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LOOK_WHILE_STARTING = Duration.ofSeconds(1);
    private static final Duration LOOK_WHILE_RUNNING = Duration.ofSeconds(30);
    /** The wait grows with the time already waited, so that a probe comes late by an eighth of it at most. */
    private static final int PART_OF_WAITED = 8;

    private static final int READINESS_FAILURES = 2;
    private static final int LIVENESS_FAILURES = 3;

    /** What a check found. */
    sealed interface Outcome {}

    /** Well; {@code ready} says whether it may get traffic. */
    record Passed(boolean ready) implements Outcome {}

    /** Nothing to decide yet. */
    record Again(Duration in) implements Outcome {}

    /** It must end. */
    record Failed(Endings.Ending ending) implements Outcome {}

    private final HealthProbe probe;
    private final ListeningSockets sockets;

    InstanceChecks(HealthProbe probe, ListeningSockets sockets) {
        this.probe = probe;
        this.sockets = sockets;
    }

    /** Whether it is time to look at the containers, in case an event was lost. */
    boolean isLookDue(LocalInstance instance, Instant now) {
        var every = instance.phase == InstancePhase.STARTING ? LOOK_WHILE_STARTING : LOOK_WHILE_RUNNING;
        return !instance.lastLook.plus(every).isAfter(now);
    }

    /** One try of the startup probe: every 10 ms, later every eighth of the time waited, at most 1 s, until the deadline. */
    Outcome start(LocalInstance instance, Instant now) {
        var spec = instance.spec();
        var startup = spec.getStartupProbe();
        if (holds(startup, instance)) {
            return new Passed(!spec.hasReadinessProbe() || holds(spec.getReadinessProbe(), instance));
        }
        var deadline = positive(startup.getDeadlineMillis(), DEFAULT_DEADLINE);
        if (instance.phaseSince.plus(deadline).isBefore(now)) {
            return new Failed(startFailure(instance, spec, deadline));
        }
        return new Again(waitAfter(Duration.between(instance.phaseSince, now)));
    }

    private static Duration waitAfter(Duration waited) {
        var wait = waited.dividedBy(PART_OF_WAITED);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.compareTo(FIRST_WAIT) < 0 ? FIRST_WAIT : wait;
    }

    /** Readiness and liveness, each when it is due; changes {@code ready} of the instance. */
    Outcome run(LocalInstance instance, Instant now) {
        var spec = instance.spec();
        if (spec.hasReadinessProbe() && !instance.nextReadiness.isAfter(now)) {
            instance.nextReadiness = now.plus(interval(spec.getReadinessProbe()));
            checkReadiness(instance, spec.getReadinessProbe());
        }
        if (spec.hasLivenessProbe() && !instance.nextLiveness.isAfter(now)) {
            instance.nextLiveness = now.plus(interval(spec.getLivenessProbe()));
            if (!isAlive(instance, spec.getLivenessProbe())) {
                return new Failed(new Endings.Ending(
                        "liveness-probe-failed",
                        "The app stopped answering its health check and was ended. Look at its log for what it did last.",
                        OptionalInt.empty(),
                        false));
            }
        }
        return new Again(untilNext(instance, spec, now));
    }

    private void checkReadiness(LocalInstance instance, Probe readiness) {
        if (holds(readiness, instance)) {
            instance.readinessFailures = 0;
            instance.ready = true;
        } else if (++instance.readinessFailures >= threshold(readiness, READINESS_FAILURES)) {
            instance.ready = false;
        }
    }

    private boolean isAlive(LocalInstance instance, Probe liveness) {
        instance.livenessFailures = holds(liveness, instance) ? 0 : instance.livenessFailures + 1;
        return instance.livenessFailures < threshold(liveness, LIVENESS_FAILURES);
    }

    private boolean holds(Probe wanted, LocalInstance instance) {
        var sandbox = instance.sandbox;
        int port = instance.spec().getPort();
        return sandbox != null && (port == 0 || probe.holds(wanted, sandbox.address(), port));
    }

    private Endings.Ending startFailure(LocalInstance instance, RunSpec spec, Duration deadline) {
        var sandbox = instance.sandbox;
        var found = sockets.explain(sandbox == null ? 0 : sandbox.pid(), spec.getPort(), deadline.toSeconds());
        return Endings.Ending.of(found.code(), found.sentence());
    }

    private static Duration untilNext(LocalInstance instance, RunSpec spec, Instant now) {
        var next = instance.lastLook.plus(LOOK_WHILE_RUNNING);
        if (spec.hasReadinessProbe() && instance.nextReadiness.isBefore(next)) {
            next = instance.nextReadiness;
        }
        if (spec.hasLivenessProbe() && instance.nextLiveness.isBefore(next)) {
            next = instance.nextLiveness;
        }
        var wait = Duration.between(now, next);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static Duration interval(Probe probe) {
        return positive(probe.getIntervalMillis(), DEFAULT_INTERVAL);
    }

    private static int threshold(Probe probe, int otherwise) {
        return probe.getFailureThreshold() > 0 ? probe.getFailureThreshold() : otherwise;
    }

    private static Duration positive(int millis, Duration otherwise) {
        return millis > 0 ? Duration.ofMillis(millis) : otherwise;
    }
}
