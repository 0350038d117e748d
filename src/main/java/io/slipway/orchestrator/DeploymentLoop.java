package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.ProcessId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how deployments end: well, once all instances are of the new release, take traffic and answer through the route; badly,
 * once the new release is seen not to run. Kept apart from the reconcile loop because a probe waits for the network.
 */
final class DeploymentLoop {

    /** How long the route may stay silent after all instances take traffic. */
    static final Duration ROUTE_DEADLINE = Duration.ofSeconds(60);

    private static final Duration PROBE_AGAIN_AFTER = Duration.ofMillis(100);

    /** How often a canary on trial is looked at although nothing happened to its instances: time passes, and figures come. */
    static final Duration WATCH_AGAIN_AFTER = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(DeploymentLoop.class);

    private final WantedState wanted;
    private final InstanceStore store;
    private final Supplier<List<HostView>> hosts;
    private final RouteProbe probe;
    private final CanaryWatch canaries;
    private final Clock clock;
    private final KeyedLoop<ProcessId> loop;

    /** When the route was first asked; one entry for each deployment that waits for it. Owned by the loop's thread. */
    private final Map<DeploymentId, Instant> askedSince = new HashMap<>();

    DeploymentLoop(
            WantedState wanted,
            InstanceStore store,
            Supplier<List<HostView>> hosts,
            RouteProbe probe,
            TrafficFigures figures,
            Clock clock) {
        this.wanted = wanted;
        this.store = store;
        this.hosts = hosts;
        this.probe = probe;
        this.canaries = new CanaryWatch(figures);
        this.clock = clock;
        this.loop = new KeyedLoop<>("deployments", clock, this::look);
    }

    KeyedLoop<ProcessId> loop() {
        return loop;
    }

    private void look(ProcessId id) {
        var specs = wanted.deploying(id);
        if (specs.isEmpty()) {
            return;
        }
        var web = specs.getFirst();
        if (web.base() != null) {
            lookAtCanary(web);
            return;
        }
        switch (judge(specs)) {
            case DeploymentProgress.Verdict.Going() ->
                log.atDebug().addKeyValue("process", id).log("Deployment goes on");
            case DeploymentProgress.Verdict.Broken(var cause) -> fail(web, cause);
            case DeploymentProgress.Verdict.Complete() -> askRoute(web);
        }
    }

    private DeploymentProgress.Verdict judge(List<ProcessSpec> specs) {
        var states = HostStates.of(hosts.get());
        return DeploymentProgress.ofAll(specs.stream()
                .map(spec -> DeploymentProgress.judge(spec, store.ofProcess(spec.processId()), states))
                .toList());
    }

    /** Its own instances alone tell how a canary fares; what runs beside it is nobody's predecessor. */
    private void lookAtCanary(ProcessSpec spec) {
        var now = clock.instant();
        loop.addAt(spec.processId(), now.plus(WATCH_AGAIN_AFTER));
        var own = store.ofProcess(spec.processId()).stream()
                .filter(row -> row.releaseId().equals(spec.releaseId()))
                .toList();
        switch (DeploymentProgress.judge(spec, own, HostStates.of(hosts.get()))) {
            case DeploymentProgress.Verdict.Broken(var cause) -> fail(spec, cause);
            case DeploymentProgress.Verdict.Going() -> goOn(spec, canaries.look(spec, own, false, now), now);
            case DeploymentProgress.Verdict.Complete() -> goOn(spec, canaries.look(spec, own, true, now), now);
        }
    }

    private void goOn(ProcessSpec spec, CanaryJudge.Sight seen, Instant now) {
        var pace = spec.pace();
        switch (CanaryJudge.judge(pace, seen, now)) {
            case CanaryJudge.Verdict.Hold() ->
                log.atDebug().addKeyValue("process", spec.processId()).log("Canary goes on");
            case CanaryJudge.Verdict.Reached() -> wanted.reached(deployment(spec), pace.step());
            case CanaryJudge.Verdict.Passed() -> wanted.passed(deployment(spec), pace.step());
            case CanaryJudge.Verdict.Broken(var cause) -> fail(spec, cause);
        }
    }

    private void askRoute(ProcessSpec spec) {
        var result = spec.wanted() == 0 ? new RouteProbe.Result.NoRoute() : probe.probe(spec.appId());
        switch (result) {
            case RouteProbe.Result.Answered(var status) -> succeed(spec);
            case RouteProbe.Result.NoRoute() -> succeed(spec);
            case RouteProbe.Result.Silent(var why) -> waitForRoute(spec, why);
        }
    }

    private void waitForRoute(ProcessSpec spec, String why) {
        var now = clock.instant();
        var since = askedSince.computeIfAbsent(deployment(spec), id -> now);
        if (now.isBefore(since.plus(ROUTE_DEADLINE))) {
            loop.addAt(spec.processId(), now.plus(PROBE_AGAIN_AFTER));
        } else {
            fail(
                    spec,
                    "Its instances run, but its route does not answer: " + why
                            + ". Check its port and its routes, and deploy again.");
        }
    }

    private void succeed(ProcessSpec spec) {
        askedSince.remove(deployment(spec));
        log.atInfo()
                .addKeyValue("app", spec.appName())
                .addKeyValue("release", spec.releaseNumber())
                .log("Release runs");
        wanted.succeeded(deployment(spec));
    }

    private void fail(ProcessSpec spec, String cause) {
        askedSince.remove(deployment(spec));
        log.atInfo()
                .addKeyValue("app", spec.appName())
                .addKeyValue("release", spec.releaseNumber())
                .addKeyValue("cause", cause)
                .log("Release does not run");
        wanted.failed(deployment(spec), cause);
    }

    private static DeploymentId deployment(ProcessSpec spec) {
        return Objects.requireNonNull(spec.deployment());
    }
}
