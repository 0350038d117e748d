package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.ProcessSpec;
import io.slipway.apps.TrafficSplit;
import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.metrics.ReleaseFigures;
import io.slipway.testing.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one user wants of an app with two processes, the second of which has no instances unless said otherwise, with the ledger's rule for failed deployments: the release before is current again. */
final class FakeWantedState implements WantedState {

    /** How old figures are when they arrive. */
    private static final Duration FIGURES_AFTER = Duration.ofSeconds(10);

    private record Release(ReleaseId id, int number) {}

    final List<String> outcomes = new ArrayList<>();
    private final SpecBuilder spec = SpecBuilder.web();
    private final SpecBuilder worker = SpecBuilder.worker(spec.build());
    private final Set<Integer> broken = new HashSet<>();
    private final Set<Integer> failing = new HashSet<>();
    private final Clock clock;
    private Release current = new Release(ReleaseId.create(), 1);
    private Release previous = current;
    private DeploymentPace pace = DeploymentPace.ORDINARY;
    private @Nullable DeploymentId deployment;
    private int wanted = 1;
    private int newest = 1;
    private int workers;
    private boolean gone;
    private Runnable listener = () -> {};

    FakeWantedState() {
        this(MutableClock.ordinary());
    }

    FakeWantedState(Clock clock) {
        this.clock = clock;
    }

    void onChange(Runnable action) {
        listener = action;
    }

    ProcessSpec spec() {
        var step = pace.presentStep();
        if (deployment == null || step.isEmpty() || wanted == 0) {
            return built(current, wanted, pace, null);
        }
        var base = built(previous, wanted, DeploymentPace.ORDINARY, null);
        return built(current, step.get().instancesOf(wanted), pace, base);
    }

    /** The process beside web: on trial is web alone. */
    ProcessSpec worker() {
        var waits = pace.isTrial() && wanted > 0;
        var release = waits ? previous : current;
        return worker.release(release.id(), release.number())
                .wanting(workers)
                .deploying(waits ? null : deployment)
                .going(waits ? DeploymentPace.ORDINARY : pace)
                .build();
    }

    /** All of the app's processes. */
    List<ProcessSpec> specs() {
        return List.of(spec(), worker());
    }

    private ProcessSpec built(Release release, int instances, DeploymentPace how, @Nullable ProcessSpec base) {
        return spec.release(release.id(), release.number())
                .wanting(instances)
                .deploying(deployment)
                .going(how)
                .beside(base)
                .build();
    }

    boolean isGone() {
        return gone;
    }

    boolean isBroken(int releaseNumber) {
        return broken.contains(releaseNumber);
    }

    boolean isTrial() {
        return spec().base() != null;
    }

    /** What the routers are told. */
    Optional<TrafficSplit> split() {
        return isTrial() ? Optional.of(new TrafficSplit(current.number(), pace.share())) : Optional.empty();
    }

    /** A release that answers with errors is known for it after a while. */
    ReleaseFigures figures(AppId app, int release, Instant since) {
        boolean known = !clock.instant().isBefore(since.plus(FIGURES_AFTER));
        return known ? new ReleaseFigures(100, failing.contains(release) ? 50 : 0, 20) : ReleaseFigures.NONE;
    }

    void scaleTo(int instances) {
        wanted = instances;
        if (instances == 0 && deployment != null && pace.isTrial()) {
            takeBack("cancelled");
        }
        listener.run();
    }

    /** As many of the other process. */
    void work(int instances) {
        workers = instances;
        listener.run();
    }

    /** Which hosts may run it from the next instance on. */
    void rule(String constraints, int atMostPerHost) {
        spec.ruled(PlacementRules.parse(constraints, atMostPerHost));
    }

    /** Never two at once from the next instance on. */
    void ruleAtMostOne() {
        spec.ruled(PlacementRules.parse("", 0, true));
    }

    void restart(String token) {
        if (!isTrial()) {
            spec.restarted(token);
            worker.restarted(token);
            listener.run();
        }
    }

    void delete() {
        spec.deleting();
        worker.deleting();
        wanted = 0;
        workers = 0;
        listener.run();
    }

    void breakCurrentRelease() {
        broken.add(current.number());
    }

    void deploy(boolean works) {
        deploy(works, DeploymentStrategy.DEFAULT);
    }

    void deploy(boolean works, DeploymentStrategy strategy) {
        // As the ledger does: a deployment that is still running is given up for the newer one, its base stays.
        previous = deployment == null ? current : previous;
        current = new Release(ReleaseId.create(), ++newest);
        if (!works) {
            broken.add(newest);
        }
        pace = DeploymentPace.of(strategy);
        deployment = DeploymentId.create();
        listener.run();
    }

    /** Deploys a release that runs and answers with errors. */
    void deployFailing(DeploymentStrategy strategy) {
        failing.add(newest + 1);
        deploy(true, strategy);
    }

    void promote() {
        if (isTrial()) {
            pace = pace.advanced().paused(false);
            listener.run();
        }
    }

    void pause(boolean paused) {
        if (deployment != null) {
            pace = pace.paused(paused);
            listener.run();
        }
    }

    void abort() {
        if (deployment != null) {
            takeBack("aborted");
            listener.run();
        }
    }

    private void takeBack(String how) {
        outcomes.add("v" + current.number() + " " + how);
        current = previous;
        deployment = null;
        pace = DeploymentPace.ORDINARY;
    }

    @Override
    public Optional<ProcessSpec> spec(ProcessId id) {
        return gone
                ? Optional.empty()
                : specs().stream().filter(each -> each.processId().equals(id)).findFirst();
    }

    @Override
    public List<ProcessSpec> deploying(ProcessId id) {
        return gone
                ? List.of()
                : specs().stream().filter(each -> each.deployment() != null).toList();
    }

    @Override
    public List<ProcessId> processes() {
        return gone ? List.of() : specs().stream().map(ProcessSpec::processId).toList();
    }

    boolean isCurrentBroken() {
        return broken.contains(current.number());
    }

    @Override
    public void succeeded(DeploymentId id) {
        if (!id.equals(deployment)) {
            return;
        }
        assertThat(isCurrentBroken() && wanted + workers > 0)
                .as("a release that does not run was called a success")
                .isFalse();
        outcomes.add("v" + current.number() + " succeeded");
        deployment = null;
        pace = DeploymentPace.ORDINARY;
        listener.run();
    }

    @Override
    public void failed(DeploymentId id, String cause) {
        if (id.equals(deployment)) {
            takeBack("failed");
            listener.run();
        }
    }

    @Override
    public void reached(DeploymentId id, int step) {
        if (id.equals(deployment) && pace.step() == step && !pace.paused()) {
            pace = pace.reached(clock.instant());
            listener.run();
        }
    }

    @Override
    public void passed(DeploymentId id, int step) {
        if (id.equals(deployment) && pace.step() == step && !pace.paused()) {
            pace = pace.advanced();
            listener.run();
        }
    }

    @Override
    public void deleted(AppId id) {
        gone = true;
    }
}
