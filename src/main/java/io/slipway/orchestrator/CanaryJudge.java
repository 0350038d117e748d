package io.slipway.orchestrator;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.metrics.ReleaseFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says how a canary on trial goes on, by its step, the time and what was seen of it. Pure. What it says of figures is as old as
 * they are: up to a step of measurement, ten seconds.
 */
final class CanaryJudge {

    /** How long an instance that had served may fail its health check. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * What was seen of a canary.
     *
     * @param serves whether all instances of its step take traffic
     * @param ailing how many run and fail their health check
     * @param ailingSince since when any did; null while none does
     * @param figures since it got its present share
     */
    record Sight(boolean serves, int ailing, @Nullable Instant ailingSince, ReleaseFigures figures) {}

    /** What is to be done. */
    sealed interface Verdict {

        /** Nothing now. */
        record Hold() implements Verdict {}

        /** The step's instances serve: it gets the step's share. */
        record Reached() implements Verdict {}

        /** The step was held long enough. */
        record Passed() implements Verdict {}

        /** It is taken back; {@code cause} is a sentence with the next step. */
        record Broken(String cause) implements Verdict {}
    }

    private CanaryJudge() {}

    static Verdict judge(DeploymentPace pace, Sight seen, Instant now) {
        var limit = brokenLimit(pace, seen, now);
        if (limit.isPresent()) {
            return new Verdict.Broken("As a canary at %d %% of the requests: %s. Look at its logs, then deploy again."
                    .formatted(pace.share(), limit.get()));
        }
        if (pace.paused() || !seen.serves()) {
            return new Verdict.Hold();
        }
        if (!pace.isReached()) {
            return new Verdict.Reached();
        }
        return isOver(pace, now) ? new Verdict.Passed() : new Verdict.Hold();
    }

    private static boolean isOver(DeploymentPace pace, Instant now) {
        var since = pace.shareSince();
        return since != null
                && pace.presentStep()
                        .flatMap(step -> Optional.ofNullable(step.hold()))
                        .filter(hold -> !now.isBefore(since.plus(hold)))
                        .isPresent();
    }

    private static Optional<String> brokenLimit(DeploymentPace pace, Sight seen, Instant now) {
        var since = seen.ailingSince();
        if (since != null && !now.isBefore(since.plus(PATIENCE))) {
            return Optional.of("%d of its instances failed the health check for %d s"
                    .formatted(seen.ailing(), Duration.between(since, now).toSeconds()));
        }
        return pace.strategy() instanceof DeploymentStrategy.Canary(var steps, var guard) && pace.shareSince() != null
                ? brokenLimit(guard, seen.figures())
                : Optional.empty();
    }

    private static Optional<String> brokenLimit(CanaryGuard guard, ReleaseFigures figures) {
        if (figures.requests() < guard.minRequests()) {
            return Optional.empty();
        }
        if (figures.errorPercent() > guard.maxErrorPercent()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "5xx %.1f %% of %d requests, limit %d %%",
                    figures.errorPercent(),
                    figures.requests(),
                    guard.maxErrorPercent()));
        }
        var maxP95 = guard.maxP95();
        if (maxP95 != null && figures.p95Millis() > maxP95.toMillis()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "p95 %.0f ms of %d requests, limit %d ms",
                    figures.p95Millis(),
                    figures.requests(),
                    maxP95.toMillis()));
        }
        return Optional.empty();
    }
}
