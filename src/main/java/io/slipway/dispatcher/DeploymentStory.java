package io.slipway.dispatcher;

import io.slipway.apps.DeploymentView;
import io.slipway.dispatcher.InstanceStory.Told;
import io.slipway.logs.LogLine.Level;
import java.time.Duration;

/** What a deployment is called in the log of its app. Pure. */
final class DeploymentStory {

    private DeploymentStory() {}

    static Told of(DeploymentView deployment) {
        var release = "v" + deployment.releaseNumber();
        return switch (deployment.state()) {
            case RUNNING ->
                new Told(
                        Level.INFO,
                        "deploying " + release + ": " + deployment.trigger() + ", by " + deployment.actor());
            case SUCCEEDED -> new Told(Level.INFO, release + " runs" + duration(deployment));
            case FAILED -> new Told(Level.ERROR, release + " does not run" + cause(deployment));
            case ROLLED_BACK -> new Told(Level.WARN, release + " was rolled back" + cause(deployment));
            case CANCELLED -> new Told(Level.WARN, "deployment of " + release + " was cancelled" + cause(deployment));
        };
    }

    /** A canary got another share of the requests. */
    static Told ofShare(DeploymentView deployment) {
        return new Told(
                Level.INFO,
                "v" + deployment.releaseNumber() + " gets " + deployment.pace().share() + " % of the requests");
    }

    private static String cause(DeploymentView deployment) {
        return deployment.cause() == null ? "" : ": " + deployment.cause();
    }

    private static String duration(DeploymentView deployment) {
        if (deployment.finishedAt() == null) {
            return "";
        }
        long millis = Duration.between(deployment.startedAt(), deployment.finishedAt())
                .toMillis();
        return ", after %d.%d s".formatted(millis / 1000, millis % 1000 / 100);
    }
}
