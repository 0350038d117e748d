package io.slipway.apps;

import io.slipway.kernel.Actor;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ReleaseId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes releases and deployments and tells the loops. Runs in the caller's transaction; knows no user. */
@Component
class Rollout {

    private final Processes processes;
    private final Releases releases;
    private final Deployments deployments;
    private final ReleaseCodec codec;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Rollout(
            Processes processes,
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
    String release(App app, ReleaseContent content, String trigger, Actor actor) {
        var id = ReleaseId.create();
        var changes = ReleaseChanges.between(current(app), content);
        int number = app.takeReleaseNumber();
        save(app, id, number, content, changes, actor);
        app.makeCurrent(id);
        deploy(app, trigger, actor);
        publish(app);
        return "v" + number + ": " + String.join(", ", changes);
    }

    /** Writes the first release, whose id the app already carries. */
    void firstRelease(App app, ReleaseContent content, Actor actor) {
        save(app, app.currentRelease(), 1, content, List.of("first release"), actor);
    }

    /** Begins a deployment of the current release where anything should run; one that still runs is cancelled. */
    void deploy(App app, String trigger, Actor actor) {
        cancelRunning(app);
        if (app.shouldRun() && web(app.id()).instances() > 0) {
            deployments.save(new Deployment(app, lastGood(app), trigger, actor.name(), clock.instant()));
        }
    }

    void cancelRunning(App app) {
        var now = clock.instant();
        deployments
                .findByAppIdAndState(app.id().value(), DeploymentView.State.RUNNING)
                .forEach(deployment -> deployment.cancel(now));
    }

    /** Tells the loops and the pages; they act after the commit. */
    void publish(App app) {
        publishChange(app);
        events.publishEvent(new ProcessSpecChanged(app.id(), web(app.id()).id()));
    }

    /** Tells the pages alone: nothing that runs has changed. */
    void publishChange(App app) {
        events.publishEvent(new AppChanged(app.id()));
    }

    ReleaseContent current(App app) {
        return codec.contentOf(releases.findByIdAndAppId(app.currentRelease().value(), app.id().value())
                .orElseThrow(() -> new IllegalStateException("App " + app.id() + " has no current release")));
    }

    ReleaseContent contentOf(App app, int number) {
        return releases.findByAppIdAndNumber(app.id().value(), number)
                .map(codec::contentOf)
                .orElseThrow(() -> new PlatformException.NotFound("There is no release v" + number + " of this app."));
    }

    Process web(AppId id) {
        return processes
                .findByAppIdAndType(id.value(), Process.WEB)
                .orElseThrow(() -> new IllegalStateException("App " + id + " has no web process"));
    }

    /** What last ran well: a release that never did is nothing to go back to. */
    private Optional<ReleaseId> lastGood(App app) {
        return deployments
                .findFirstByAppIdAndStateOrderByStartedAtDescIdDesc(app.id().value(), DeploymentView.State.SUCCEEDED)
                .map(Deployment::release);
    }

    private void save(
            App app, ReleaseId id, int number, ReleaseContent content, List<String> changes, Actor actor) {
        var row = codec.toRow(content, changes);
        releases.save(new Release(id, app, number, row, actor.name(), clock.instant()));
    }
}
