package io.slipway.apps;

import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ReleaseId;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Service;

/** What people do with the deployment that runs. Every method is authorised, tenant-scoped and audited. */
@Service
public class DeploymentService {

    private final AppAccess access;
    private final AppTransactions transactions;
    private final Rollout rollout;
    private final DeploymentOutcome outcome;

    DeploymentService(AppAccess access, AppTransactions transactions, Rollout rollout, DeploymentOutcome outcome) {
        this.access = access;
        this.transactions = transactions;
        this.rollout = rollout;
        this.outcome = outcome;
    }

    /**
     * Goes on to the next step of a canary, or ends its trial after the last, without waiting any longer. It gets the next share
     * once the instances for it serve.
     *
     * @param step the step that has passed in the caller's eyes, from 0
     * @throws PlatformException.Conflict {@code no-canary} when none is on trial, {@code changed-meanwhile} when it is at another step
     */
    public void promote(AppId id, int step) {
        change(id, "app.promote", (app, deployment) -> {
            requireTrial(app, deployment);
            var pace = deployment.pace();
            if (pace.step() != step) {
                throw EnvironmentDesk.changedMeanwhile();
            }
            // Who promotes wants it to go on.
            deployment.goOn(pace.advanced().paused(false));
            rollout.publish(app);
            return "promoted " + outcome.name(deployment.release()) + " "
                    + deployment
                            .pace()
                            .presentStep()
                            .map(next -> "towards " + next.percent() + " % of the requests")
                            .orElse("for good");
        });
    }

    /** Goes no further by itself; what has begun finishes, and a guard still ends it. Does nothing when it pauses. */
    public void pause(AppId id) {
        setPaused(id, true);
    }

    /** Goes on after a pause. Does nothing when it does not pause. */
    public void resume(AppId id) {
        setPaused(id, false);
    }

    /**
     * Ends the deployment and makes the release before current again, with everything that belongs to it, its environment
     * included. Routes and the number of instances belong to the app and stay.
     *
     * @throws PlatformException.Conflict {@code no-deployment}, or {@code nothing-to-return-to} for a first release or a restart
     */
    public void abort(AppId id) {
        change(id, "app.abort", (app, deployment) -> {
            var back = back(app, deployment);
            var given = outcome.name(deployment.release());
            return "aborted " + given + ", went back to " + outcome.aborted(app, deployment, back, access.actor());
        });
    }

    private void setPaused(AppId id, boolean paused) {
        change(id, paused ? "app.pause" : "app.resume", (app, deployment) -> {
            deployment.goOn(deployment.pace().paused(paused));
            rollout.publish(app);
            return (paused ? "paused " : "resumed ") + "the deployment of " + outcome.name(deployment.release());
        });
    }

    private void change(AppId id, String action, BiFunction<App, Deployment, String> change) {
        var space = access.require(id, Permission.SPACE_DEVELOP);
        transactions.write(() -> {
            var app = access.find(id, space);
            app.requireNotDeleting();
            var deployment = running(app)
                    .orElseThrow(() -> new PlatformException.Conflict(
                            "no-deployment", "No deployment of " + app.name() + " is running now."));
            access.recordChange(app, action, change.apply(app, deployment));
            return app.id();
        });
    }

    private Optional<Deployment> running(App app) {
        return rollout.running(app).stream().findFirst();
    }

    private static void requireTrial(App app, Deployment deployment) {
        if (!deployment.isTrial()) {
            throw new PlatformException.Conflict(
                    "no-canary", "No canary of " + app.name() + " is on trial now. There is nothing to promote.");
        }
    }

    private static ReleaseId back(App app, Deployment deployment) {
        return deployment
                .returnsTo()
                .orElseThrow(() -> new PlatformException.Conflict(
                        "nothing-to-return-to",
                        "This deployment of " + app.name()
                                + " replaces no other release: there is nothing to go back to."
                                + " Stop the app instead, or deploy what should run."));
    }
}
