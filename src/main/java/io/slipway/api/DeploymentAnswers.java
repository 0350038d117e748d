package io.slipway.api;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentView;
import io.slipway.metrics.ReleaseFigures;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers read about deployments. */
final class DeploymentAnswers {

    private DeploymentAnswers() {}

    /** A deployment; {@code cause} tells why it failed and what to do. */
    record DeploymentAnswer(
            UUID id,
            int release,
            int previousRelease,
            String state,
            String trigger,
            String actor,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String cause,
            PaceAnswer pace) {

        static DeploymentAnswer of(DeploymentView deployment) {
            return new DeploymentAnswer(
                    deployment.id().value(),
                    deployment.releaseNumber(),
                    deployment.previousNumber(),
                    deployment.state().name(),
                    deployment.trigger(),
                    deployment.actor(),
                    deployment.startedAt(),
                    deployment.finishedAt(),
                    deployment.cause(),
                    PaceAnswer.of(deployment));
        }
    }

    /**
     * How a deployment goes on and how far it is.
     *
     * @param type rolling or canary
     * @param maxInFlight instances replaced at a time; 0 for a quarter, and for a canary
     * @param trial whether a canary stands beside the release before now
     * @param step of the canary that is under way, from 0
     * @param share percent of the requests that the canary gets
     * @param shareSince since when; null while it gets none
     * @param guard null for a rolling deployment
     */
    record PaceAnswer(
            String type,
            int maxInFlight,
            boolean paused,
            boolean trial,
            int step,
            int share,
            @Nullable Instant shareSince,
            List<StepAnswer> steps,
            @Nullable GuardAnswer guard) {

        static PaceAnswer of(DeploymentView deployment) {
            var pace = deployment.pace();
            return switch (pace.strategy()) {
                case DeploymentStrategy.Rolling(var maxInFlight) ->
                    of(deployment, pace, "rolling", maxInFlight, List.of(), null);
                case DeploymentStrategy.Canary(var steps, var guard) ->
                    of(
                            deployment,
                            pace,
                            "canary",
                            0,
                            steps.stream().map(StepAnswer::of).toList(),
                            GuardAnswer.of(guard));
            };
        }

        private static PaceAnswer of(
                DeploymentView deployment,
                DeploymentPace pace,
                String type,
                int maxInFlight,
                List<StepAnswer> steps,
                @Nullable GuardAnswer guard) {
            return new PaceAnswer(
                    type,
                    maxInFlight,
                    pace.paused(),
                    deployment.isTrial(),
                    pace.step(),
                    pace.share(),
                    pace.shareSince(),
                    steps,
                    guard);
        }
    }

    /** A step; 0 instances for as many as its share asks, no {@code holdSeconds} until somebody promotes it. */
    record StepAnswer(int percent, int instances, @Nullable Long holdSeconds) {
        static StepAnswer of(CanaryStep step) {
            var hold = step.hold();
            return new StepAnswer(step.percent(), step.instances(), hold == null ? null : hold.toSeconds());
        }
    }

    /** What ends a canary by itself. */
    record GuardAnswer(
            int maxErrorPercent, int minRequests, @Nullable Long maxP95Millis) {
        static GuardAnswer of(CanaryGuard guard) {
            var p95 = guard.maxP95();
            return new GuardAnswer(guard.maxErrorPercent(), guard.minRequests(), p95 == null ? null : p95.toMillis());
        }
    }

    /**
     * One of the two releases of a deployment that runs.
     *
     * @param serving instances that take traffic
     * @param share percent of the requests that it gets; null where every instance counts the same
     * @param requests answered since the canary got its present share, at most five minutes ago; 0 without a canary
     * @param p95Millis null without requests
     */
    record ReleaseTrafficAnswer(
            int release,
            long serving,
            @Nullable Integer share,
            long requests,
            long errors,
            double errorPercent,
            @Nullable Double p95Millis) {

        static ReleaseTrafficAnswer of(int release, long serving, @Nullable Integer share, ReleaseFigures figures) {
            return new ReleaseTrafficAnswer(
                    release,
                    serving,
                    share,
                    figures.requests(),
                    figures.errors(),
                    figures.errorPercent(),
                    Double.isNaN(figures.p95Millis()) ? null : figures.p95Millis());
        }
    }

    /** The newest deployment with what is seen of its two releases; {@code before} is null for a first one. */
    record PresentAnswer(
            DeploymentAnswer deployment,
            ReleaseTrafficAnswer release,
            @Nullable ReleaseTrafficAnswer before) {}
}
