package io.slipway.apps;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment goes on, and how far it is.
 *
 * @param step of a canary, from 0; the number of its steps once it has passed all
 * @param share percent of the app's requests that the new release gets; counts for a canary only
 * @param shareSince when it got this share; null while it has none
 * @param paused whether it goes no further by itself
 */
public record DeploymentPace(
        DeploymentStrategy strategy,
        int step,
        int share,
        @Nullable Instant shareSince,
        boolean paused) {

    /** Nothing special, or no deployment at all. */
    public static final DeploymentPace ORDINARY = of(DeploymentStrategy.DEFAULT);

    /** The beginning. */
    public static DeploymentPace of(DeploymentStrategy strategy) {
        return new DeploymentPace(strategy, 0, 0, null, false);
    }

    /** Whether a canary is on trial: the release before keeps its instances. */
    public boolean isTrial() {
        return presentStep().isPresent();
    }

    /** The canary's step that is under way; empty without a canary, and once it has passed all steps. */
    public Optional<CanaryStep> presentStep() {
        return strategy instanceof DeploymentStrategy.Canary(var steps, var guard) && step < steps.size()
                ? Optional.of(steps.get(step))
                : Optional.empty();
    }

    /** Whether the new release has the share of the present step already. Shares rise from step to step. */
    public boolean isReached() {
        return presentStep().filter(present -> present.percent() == share).isPresent();
    }

    /** The same with the share of the present step. */
    public DeploymentPace reached(Instant at) {
        return presentStep()
                .map(present -> new DeploymentPace(strategy, step, present.percent(), at, paused))
                .orElse(this);
    }

    /** The same one step further; its share stays until that step's instances serve. */
    public DeploymentPace advanced() {
        return new DeploymentPace(strategy, step + 1, share, shareSince, paused);
    }

    /** The same, paused or not. */
    public DeploymentPace paused(boolean now) {
        return new DeploymentPace(strategy, step, share, shareSince, now);
    }
}
