package io.slipway.apps;

import io.slipway.kernel.Actor;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.ReleaseId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes releases and deployments and tells the loops. Runs in the caller's transaction; knows no user. */
@Component
class Rollout {

    private final AppProcesses processes;
    private final Releases releases;
    private final Deployments deployments;
    private final ReleaseCodec codec;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Rollout(
            AppProcesses processes,
            Releases releases,
            Deployments deployments,
            ReleaseCodec codec,
            ApplicationEventPublisher events,
            Clock clock) {
        this.processes = processes;
        this.releases = releases;
        this.deployments = deployments;
        this.codec = codec;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds the next release, makes it current and, where the app should run, deploys it.
     *
     * @return the release and its changes in words
     */
    String release(App app, ReleaseContent content, DeploymentStrategy strategy, String trigger, Actor actor) {
        var before = current(app);
        AtMostOneRules.requireRelease(app.name(), content.settings(), processes.all(app));
        AtMostOneRules.requireStrategy(app.name(), before.settings(), content.settings(), strategy);
        if (strategy instanceof DeploymentStrategy.Canary) {
            requireComparison(app);
        }
        var id = ReleaseId.create();
        var changes = ReleaseChanges.between(before, content);
        int number = app.takeReleaseNumber();
        save(app, id, number, content, changes, actor);
        app.makeCurrent(id);
        processes.ensure(app, content.settings());
        deploy(app, strategy, trigger, actor);
        publish(app);
        return "v" + number + ": " + String.join(", ", changes);
    }

    /** Writes the first release, whose id the app already carries. */
    void firstRelease(App app, ReleaseContent content, Actor actor) {
        save(app, app.currentRelease(), 1, content, List.of("first release"), actor);
    }

    /** Begins an ordinary deployment of the current release. */
    void deploy(App app, String trigger, Actor actor) {
        deploy(app, DeploymentStrategy.DEFAULT, trigger, actor);
    }

    /** Begins a deployment of the current release where anything should run; one that still runs is cancelled. */
    private void deploy(App app, DeploymentStrategy strategy, String trigger, Actor actor) {
        var now = clock.instant();
        for (var replaced : running(app)) {
            if (replaced.isTrial()) {
                replaced.cancel(now, "Another deployment took its place before the canary had passed.");
            } else {
                replaced.cancel(now);
            }
        }
        if (processes.wantInstances(app)) {
            deployments.save(new Deployment(app, lastGood(app), strategy, trigger, actor.name(), now));
        }
    }

    /** After a process got another number of instances: nothing is deployed for nobody, and no canary stands beside nothing. */
    void scaled(App app) {
        boolean trial = running(app).stream().anyMatch(Deployment::isTrial);
        if (!processes.wantInstances(app) || (trial && !hasWeb(app))) {
            cancelRunning(app);
        }
    }

    /** Ends what runs because nothing should run; of a canary on trial the release before stays. */
    void cancelRunning(App app) {
        var now = clock.instant();
        for (var deployment : running(app)) {
            if (deployment.isTrial()) {
                deployment.returnsTo().ifPresent(app::makeCurrent);
            }
            deployment.cancel(now);
        }
    }

    /** A restart would let a canary on trial replace everything unasked. */
    void requireNoTrial(App app) {
        if (running(app).stream().anyMatch(Deployment::isTrial)) {
            throw new PlatformException.Conflict(
                    "canary-on-trial",
                    "A canary of " + app.name() + " is on trial. Promote or abort it, then restart " + app.name()
                            + ".");
        }
    }

    /** The deployments that run: one at most, but for a moment. */
    List<Deployment> running(App app) {
        return deployments.findByAppIdAndState(app.id().value(), DeploymentView.State.RUNNING);
    }

    private void requireComparison(App app) {
        if (!app.shouldRun() || !hasWeb(app)) {
            throw new PlatformException.Conflict(
                    "nothing-to-compare",
                    "A canary stands beside instances of web that run, and " + app.name()
                            + " should run none. Start it or scale it up, or deploy without a canary.");
        }
        if (lastGood(app).isEmpty()) {
            throw new PlatformException.Conflict(
                    "nothing-to-compare",
                    "A canary is compared with a release that ran, and none of " + app.name()
                            + " did so far. Deploy without a canary.");
        }
    }

    private boolean hasWeb(App app) {
        return process(app, ProcessType.WEB).instances() > 0;
    }

    /** Tells the loops and the pages; they act after the commit. */
    void publish(App app) {
        publishChange(app);
        processes.all(app).forEach(process -> events.publishEvent(new ProcessSpecChanged(app.id(), process.id())));
    }

    /** Tells the pages alone: nothing that runs has changed. */
    void publishChange(App app) {
        events.publishEvent(new AppChanged(app.id()));
    }

    /** Tells that a person scales; whoever hears it may refuse. */
    void publishScaledByHand(App app, Process process, int before, Actor by) {
        events.publishEvent(new ScaledByHand(app.id(), process.id(), before, process.instances(), by));
    }

    ReleaseContent current(App app) {
        return codec.contentOf(
                releases.findByIdAndAppId(app.currentRelease().value(), app.id().value())
                        .orElseThrow(() -> new IllegalStateException("App " + app.id() + " has no current release")));
    }

    ReleaseContent contentOf(App app, int number) {
        return releases.findByAppIdAndNumber(app.id().value(), number)
                .map(codec::contentOf)
                .orElseThrow(() -> new PlatformException.NotFound("There is no release v" + number + " of this app."));
    }

    /** Those of the current release, {@code web} first. */
    List<Process> processes(App app) {
        return processes.of(app);
    }

    /** One of the current release; refused when it has none of this name. */
    Process process(App app, String type) {
        return processes.require(app, type);
    }

    /** What last ran well: a release that never did is nothing to go back to. */
    private Optional<ReleaseId> lastGood(App app) {
        return deployments
                .findFirstByAppIdAndStateOrderByStartedAtDescIdDesc(app.id().value(), DeploymentView.State.SUCCEEDED)
                .map(Deployment::release);
    }

    private void save(App app, ReleaseId id, int number, ReleaseContent content, List<String> changes, Actor actor) {
        var row = codec.toRow(content, changes);
        releases.save(new Release(id, app, number, row, actor.name(), clock.instant()));
    }
}
