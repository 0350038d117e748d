package io.slipway.agent;

import io.slipway.kernel.CrashPolicy;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves an instance by exactly one step towards what is wanted of it, tells the server, and says when to look again. Holds no
 * state of its own: a step that failed or was cut off by a crash is simply taken again. Called on the instance's lane only.
 */
final class InstanceDriver {

    private static final Logger log = LoggerFactory.getLogger(InstanceDriver.class);

    /** Nothing is due; an event or a new assignment wakes the lane. */
    static final Duration REST = Duration.ofSeconds(60);

    private static final Duration NOW = Duration.ZERO;
    private static final Duration ENGINE_AWAY = Duration.ofSeconds(1);
    private static final Duration ALONE_CHECK = Duration.ofSeconds(1);
    /** How often it is asked whether the server is heard, by what must not begin otherwise. */
    private static final Duration LEASE_CHECK = Duration.ofMillis(50);
    /** An engine that shuts down, or is short of something for a moment, fails in words of its own. */
    private static final int START_TRIES = 5;

    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    private final InstanceContainers containers;
    private final InstanceChecks checks;
    private final Reports reports;
    private final Clock clock;

    InstanceDriver(InstanceContainers containers, InstanceChecks checks, Reports reports, Clock clock) {
        this.containers = containers;
        this.checks = checks;
        this.reports = reports;
        this.clock = clock;
    }

    /** Takes one step. Empty when the instance is gone and forgotten; else how long nothing is due unless it is woken. */
    Optional<Duration> step(LocalInstance instance) throws InterruptedException {
        try {
            if (instance.mustStop()) {
                return stop(instance);
            }
            return Optional.of(advance(instance));
        } catch (RuntimeFailure failure) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The agent is stopping");
            }
            instance.engineWasAway |= failure.kind() == RuntimeFailure.Kind.ENGINE_UNAVAILABLE;
            noteTrouble(instance, failure.sentence());
            return Optional.of(ENGINE_AWAY);
        }
    }

    /** Once for each cause: the step is taken again every second. */
    private static void noteTrouble(LocalInstance instance, String because) {
        if (!because.equals(instance.trouble)) {
            instance.trouble = because;
            log.atWarn()
                    .addKeyValue("instance", instance.id())
                    .addKeyValue("because", because)
                    .log("A step of an instance failed; it is taken again");
        }
    }

    private Duration advance(LocalInstance instance) throws InterruptedException {
        return switch (instance.phase) {
            case INSTANCE_PHASE_UNSPECIFIED -> find(instance);
            case PREPARING -> prepare(instance);
            case STARTING, RUNNING -> watch(instance);
            case FAILED -> restartAlone(instance);
            case STOPPING, STOPPED, REJECTED, UNRECOGNIZED -> REST;
        };
    }

    /** The first step: what an earlier run of the agent left is taken over as it is, never started anew. */
    private Duration find(LocalInstance instance) {
        var app = containers.app(instance.id());
        var sandbox = containers.runningSandbox(instance.id());
        instance.sandbox = sandbox.orElse(null);
        if (sandbox.isPresent() && !containers.adopt(instance, sandbox.get())) {
            end(instance, InstancePhase.FAILED, Endings.unfenced());
            return restAfterFailure();
        }
        if (app.isPresent() && app.get().everStarted()) {
            var around = sandbox.orElse(new Sandbox("", "", 0));
            instance.running = InstanceContainers.running(instance.id(), instance.spec(), app.get(), around);
            if (app.get().running() && sandbox.isPresent()) {
                started(instance);
                return NOW;
            }
            return ended(instance, app.get(), sandbox.isPresent());
        }
        enter(instance, InstancePhase.PREPARING);
        return NOW;
    }

    private Duration prepare(LocalInstance instance) throws InterruptedException {
        var now = clock.instant();
        if (instance.notBefore.isAfter(now)) {
            return Duration.between(now, instance.notBefore);
        }
        if (!containers.mayBegin(instance)) {
            return LEASE_CHECK;
        }
        try {
            startContainers(instance);
            return NOW;
        } catch (RuntimeFailure failure) {
            if (instance.mustStop()) {
                return NOW;
            }
            if (instance.isAtMostOne()) {
                // The next try begins under a lease of its own.
                containers.remove(instance);
            }
            if (Thread.currentThread().isInterrupted() || mayPass(instance, failure)) {
                throw failure;
            }
            containers.remove(instance);
            end(instance, InstancePhase.REJECTED, Endings.rejected(instance.spec(), failure));
            return REST;
        }
    }

    /** Whether another try may do better. An engine that does not answer is waited for, however long that takes. */
    private static boolean mayPass(LocalInstance instance, RuntimeFailure failure) {
        return switch (failure.kind()) {
            case ENGINE_UNAVAILABLE -> true;
            case NOT_FOUND, CONFLICT, DISK_FULL, OTHER -> ++instance.startFailures < START_TRIES;
            case IMAGE_NOT_FOUND, REGISTRY_UNREACHABLE, CANNOT_START, REFUSED -> false;
        };
    }

    private void startContainers(LocalInstance instance) throws InterruptedException {
        var image = containers.image(
                instance, progress -> reports.put(report(instance).setProgress(progress)));
        Endings.refuseUnusable(image);
        instance.running = containers.start(instance, image.id());
        // It was inspected after its start; should it end since, an event says so.
        instance.lastLook = clock.instant();
        instance.startFailures = 0;
        instance.trouble = "";
        started(instance);
    }

    private void started(LocalInstance instance) {
        instance.engineWasAway = false;
        var running = instance.running;
        if (running != null) {
            containers.tellStarted(running);
        }
        enter(instance, InstancePhase.STARTING);
    }

    private Duration watch(LocalInstance instance) {
        var now = clock.instant();
        if (instance.takeLook() || checks.isLookDue(instance, now)) {
            var ended = look(instance, now);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        return instance.phase == InstancePhase.STARTING ? starting(instance, now) : running(instance, now);
    }

    /** Looks whether the containers run; if one does not, the instance has ended and is cleared away. */
    private Optional<Duration> look(LocalInstance instance, Instant now) {
        instance.lastLook = now;
        var app = containers.app(instance.id());
        boolean sandboxRuns = containers.runningSandbox(instance.id()).isPresent();
        if (app.isEmpty()) {
            end(instance, InstancePhase.FAILED, Endings.removed());
            containers.remove(instance);
            return Optional.of(restAfterFailure());
        }
        if (!app.get().running() || !sandboxRuns) {
            return Optional.of(ended(instance, app.get(), sandboxRuns));
        }
        var sidecar = containers.endedSidecar(instance);
        if (sidecar.isPresent()) {
            return Optional.of(sidecarEnded(instance, sidecar.get()));
        }
        instance.engineWasAway = false;
        return Optional.empty();
    }

    private Duration starting(LocalInstance instance, Instant now) {
        return switch (checks.start(instance, now)) {
            case InstanceChecks.Passed passed -> {
                instance.ready = passed.ready();
                enter(instance, InstancePhase.RUNNING);
                yield NOW;
            }
            case InstanceChecks.Again again -> again.in();
            case InstanceChecks.Failed failed -> fail(instance, failed.ending(), now);
        };
    }

    private Duration running(LocalInstance instance, Instant now) {
        boolean before = instance.ready;
        var outcome = checks.run(instance, now);
        if (instance.ready != before) {
            reports.put(report(instance));
        }
        return switch (outcome) {
            case InstanceChecks.Again again -> again.in();
            case InstanceChecks.Failed failed -> fail(instance, failed.ending(), now);
            case InstanceChecks.Passed ignored -> REST;
        };
    }

    /** A probe ends it, unless it has ended already, or the engine is away and it cannot be told which. */
    private Duration fail(LocalInstance instance, Endings.Ending ending, Instant now) {
        var ended = look(instance, now);
        if (ended.isPresent()) {
            return ended.get();
        }
        end(instance, InstancePhase.FAILED, ending);
        containers.remove(instance);
        return restAfterFailure();
    }

    /**
     * It ended by itself. The server hears of it first, then the remains go, but for a sandbox that still runs: should the server
     * be away, the app starts again in it, under the address that the routers know.
     */
    private Duration ended(LocalInstance instance, ContainerDetails app, boolean sandboxRuns) {
        var words = containers.lastWords(app.id(), Endings.LAST_LINES);
        forgetCrashesOfLongAgo(instance);
        end(instance, InstancePhase.FAILED, endingOf(instance, app, sandboxRuns, words));
        if (sandboxRuns) {
            containers.removeApp(instance);
        } else {
            containers.remove(instance);
        }
        return restAfterFailure();
    }

    /** The app cannot do without it: what would become of an app whose sidecar is gone nobody can tell. It all starts anew. */
    private Duration sidecarEnded(LocalInstance instance, SidecarContainers.Ended sidecar) {
        var details = sidecar.details();
        List<String> words = details == null ? List.of() : containers.lastWords(details.id(), Endings.LAST_LINES);
        forgetCrashesOfLongAgo(instance);
        end(instance, InstancePhase.FAILED, Endings.sidecarEnded(sidecar.name(), details, words));
        containers.removeApp(instance);
        return restAfterFailure();
    }

    private void forgetCrashesOfLongAgo(LocalInstance instance) {
        if (instance.phase == InstancePhase.RUNNING
                && instance.phaseSince.plus(CrashPolicy.HEALTHY_AFTER).isBefore(clock.instant())) {
            instance.crashesInARow = 0;
        }
    }

    private Endings.Ending endingOf(
            LocalInstance instance, ContainerDetails app, boolean sandboxRuns, List<String> words) {
        if (containers.isLeaseOver(instance)) {
            return Endings.leaseEnded();
        }
        if (!instance.engineWasAway || app.outOfMemory()) {
            return Endings.ended(app, sandboxRuns, words);
        }
        instance.engineWasAway = false;
        instance.crashesInARow = 0;
        return Endings.endedWithEngine(app);
    }

    /** While the server is away, and only if it has not recorded the failure: afterwards the decision is its own. */
    private Duration restartAlone(LocalInstance instance) {
        if (reports.isRecorded(instance.id())) {
            containers.removeSandbox(instance);
            return REST;
        }
        if (!reports.isAlone() || instance.isAtMostOne()) {
            return ALONE_CHECK;
        }
        var wait = CrashPolicy.waitAfter(instance.crashesInARow + 1);
        if (wait.isEmpty()) {
            // The server decides anew when it is back.
            return ALONE_CHECK;
        }
        instance.restarts++;
        instance.crashesInARow++;
        instance.notBefore = clock.instant().plus(wait.get());
        if (containers.runningSandbox(instance.id()).isEmpty()) {
            containers.removeSandbox(instance);
        }
        enter(instance, InstancePhase.PREPARING);
        return NOW;
    }

    private Optional<Duration> stop(LocalInstance instance) {
        if (!instance.hasEnded()) {
            boolean ran = instance.phase == InstancePhase.STARTING || instance.phase == InstancePhase.RUNNING;
            enter(instance, InstancePhase.STOPPING);
            int millis = instance.spec().getStopGraceMillis();
            var grace = millis > 0 ? Duration.ofMillis(millis) : DEFAULT_GRACE;
            var app = containers.stop(instance.id(), grace);
            takeOver(instance, app);
            containers.stopSidecars(instance);
            containers.remove(instance);
            instance.enter(InstancePhase.STOPPED, clock.instant());
            var report = report(instance);
            app.ifPresent(ended -> report.setExitCode(ended.exitCode()));
            app.filter(ended -> ran)
                    .flatMap(ended -> Endings.killedAtStop(ended, grace))
                    .ifPresent(kill -> report.setReason(kill.code()).setDetail(kill.sentence()));
            reports.put(report);
        }
        containers.removeSandbox(instance);
        if (instance.isDropped()) {
            reports.forget(instance.id());
            return Optional.empty();
        }
        return Optional.of(REST);
    }

    /** Found only now, when it is already to go: its watchers still read it to the end. */
    private void takeOver(LocalInstance instance, Optional<ContainerDetails> app) {
        if (instance.running == null && app.isPresent()) {
            var sandbox = containers.runningSandbox(instance.id());
            instance.sandbox = sandbox.orElse(null);
            instance.running = InstanceContainers.running(
                    instance.id(), instance.spec(), app.get(), sandbox.orElse(new Sandbox("", "", 0)));
        }
    }

    private void enter(LocalInstance instance, InstancePhase phase) {
        instance.enter(phase, clock.instant());
        reports.put(report(instance));
    }

    private void end(LocalInstance instance, InstancePhase phase, Endings.Ending ending) {
        if (instance.isAtMostOne()) {
            // Once the server hears of the end it starts the next one: nothing may be left by then.
            containers.remove(instance);
        }
        instance.enter(phase, clock.instant());
        var report = report(instance)
                .setReason(ending.code())
                .setDetail(ending.sentence())
                .setOutOfMemory(ending.outOfMemory());
        ending.exitCode().ifPresent(report::setExitCode);
        reports.put(report);
        log.atInfo()
                .addKeyValue("instance", instance.id())
                .addKeyValue("phase", phase)
                .addKeyValue("reason", ending.code())
                .log("Instance ended");
    }

    private Duration restAfterFailure() {
        return ALONE_CHECK;
    }

    private static InstanceReport.Builder report(LocalInstance instance) {
        var sandbox = instance.sandbox;
        return InstanceReport.newBuilder()
                .setInstanceId(instance.id())
                .setPhase(instance.phase)
                .setReady(instance.ready)
                .setAddress(sandbox == null ? "" : sandbox.address())
                .setRestarts(instance.restarts);
    }
}
