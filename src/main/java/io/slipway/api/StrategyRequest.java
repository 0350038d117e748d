package io.slipway.api;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentStrategy.Canary;
import io.slipway.apps.DeploymentStrategy.Rolling;
import io.slipway.kernel.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment goes on; what is left out is as by default.
 *
 * @param type rolling or canary
 * @param maxInFlight rolling only: instances replaced at a time; 0 for a quarter
 * @param steps canary only; by default 10 %, 50 % and 100 %, two minutes each
 * @param maxErrorPercent canary only: more 5xx answers than this end it
 * @param minRequests canary only: with fewer answers it is not judged
 * @param maxP95Millis canary only: slower answers end it; left out for any
 */
record StrategyRequest(
        @Nullable String type,
        @Nullable Integer maxInFlight,
        @Nullable List<StepRequest> steps,
        @Nullable Integer maxErrorPercent,
        @Nullable Integer minRequests,
        @Nullable Integer maxP95Millis) {

    /** A step of a canary; without {@code holdSeconds} it is promoted by hand, without {@code instances} they follow its share. */
    record StepRequest(
            @Nullable Integer percent,
            @Nullable Integer instances,
            @Nullable Long holdSeconds) {

        CanaryStep toStep() {
            var hold = holdSeconds == null ? null : Duration.ofSeconds(holdSeconds);
            return new CanaryStep(
                    Fields.required(percent, "strategy.steps.percent"), Fields.orElse(instances, 0), hold);
        }
    }

    /** The strategy that was asked for; the default one where none was. */
    static DeploymentStrategy of(@Nullable StrategyRequest request) {
        return request == null ? DeploymentStrategy.DEFAULT : request.toStrategy();
    }

    private DeploymentStrategy toStrategy() {
        return switch (Fields.required(type, "strategy.type").toLowerCase(Locale.ROOT)) {
            case "rolling" -> new Rolling(Fields.orElse(maxInFlight, Rolling.A_QUARTER));
            case "canary" -> new Canary(canarySteps(), guard());
            default ->
                throw new PlatformException.Invalid(
                        "invalid-strategy", "strategy.type", "A strategy is rolling or canary.");
        };
    }

    private List<CanaryStep> canarySteps() {
        if (steps == null) {
            return DeploymentStrategy.DEFAULT_CANARY.steps();
        }
        if (steps.isEmpty()) {
            throw new PlatformException.Invalid(
                    "invalid-strategy", "strategy.steps", "A canary has at least one step.");
        }
        return Fields.noneNull(steps, List.<StepRequest>of(), "strategy.steps").stream()
                .map(StepRequest::toStep)
                .toList();
    }

    private CanaryGuard guard() {
        var otherwise = CanaryGuard.DEFAULT;
        return new CanaryGuard(
                Fields.orElse(maxErrorPercent, otherwise.maxErrorPercent()),
                Fields.orElse(minRequests, otherwise.minRequests()),
                maxP95Millis == null ? otherwise.maxP95() : Duration.ofMillis(maxP95Millis));
    }
}
