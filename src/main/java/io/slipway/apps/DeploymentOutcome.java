package io.slipway.apps;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.ReleaseId;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ends deployments as the loops found them to end. Runs in the caller's transaction. */
@Component
class DeploymentOutcome {

    private final Releases releases;
    private final Rollout rollout;
    private final AuditTrail audit;
    private final Clock clock;

    DeploymentOutcome(Releases releases, Rollout rollout, AuditTrail audit, Clock clock) {
        this.releases = releases;
        this.rollout = rollout;
        this.audit = audit;
        this.clock = clock;
    }

    void succeeded(App app, Deployment deployment) {
        deployment.succeed(clock.instant());
        record(app, "app.deployed", name(deployment.release()) + " runs");
        rollout.publish(app);
    }

    /** What is saved but not applied stays as it is: the user may want to mend and apply it again. */
    void failed(App app, Deployment deployment, String cause) {
        deployment.fail(clock.instant(), cause);
        var back = deployment.returnsTo();
        back.ifPresent(app::makeCurrent);
        var words = back.map(release -> ", went back to " + name(release)).orElse("");
        record(app, "app.deployment-failed", name(deployment.release()) + " failed" + words + ": " + cause);
        rollout.publish(app);
    }

    /** The instances of a canary's step serve: its release gets the step's share. Does nothing for another step. */
    void reached(App app, Deployment deployment, int step) {
        var pace = deployment.pace();
        if (!pace.isTrial() || pace.step() != step || pace.isReached() || pace.paused()) {
            return;
        }
        var next = pace.reached(clock.instant());
        deployment.goOn(next);
        record(app, "app.canary-share", name(deployment.release()) + " gets " + next.share() + " % of the requests");
        rollout.publish(app);
    }

    /** A canary's step has passed. Does nothing if it is not at that step any more, or pauses. */
    void passed(App app, Deployment deployment, int step) {
        var pace = deployment.pace();
        if (pace.isTrial() && pace.step() == step && !pace.paused()) {
            deployment.goOn(pace.advanced());
            rollout.publish(app);
        }
    }

    /** Ends a deployment because somebody wishes so; the caller writes the trail. Answers the release that is current again. */
    String aborted(App app, Deployment deployment, ReleaseId back, Actor actor) {
        var share = deployment.isTrial() ? " at " + deployment.pace().share() + " % of the requests" : "";
        deployment.cancel(clock.instant(), "Aborted by " + actor.name() + share + ".");
        app.makeCurrent(back);
        rollout.publish(app);
        return name(back);
    }

    String name(ReleaseId id) {
        return releases.findNumbers(List.of(id.value())).stream()
                .findFirst()
                .map(found -> "v" + found.number())
                .orElse("the release");
    }

    private void record(App app, String action, String words) {
        var target = AuditTarget.ofApp(app.id(), app.name(), app.organizationId(), app.spaceId());
        audit.record(Actor.SYSTEM, action, target, AuditOutcome.ACCEPTED, words);
    }
}
