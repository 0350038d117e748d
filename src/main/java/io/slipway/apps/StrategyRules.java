package io.slipway.apps;

import io.slipway.kernel.PlatformException;
import java.time.Duration;

/** What strategies are allowed; each refusal names its field. */
final class StrategyRules {

    static final int MAX_STEPS = 10;

    private static final int MAX_MIN_REQUESTS = 1_000_000;
    private static final Duration MAX_HOLD = Duration.ofDays(7);
    private static final Duration MAX_P95 = Duration.ofMinutes(2);

    private StrategyRules() {}

    static DeploymentStrategy require(DeploymentStrategy strategy) {
        switch (strategy) {
            case DeploymentStrategy.Rolling(var maxInFlight) -> requireMaxInFlight(maxInFlight);
            case DeploymentStrategy.Canary canary -> requireCanary(canary);
        }
        return strategy;
    }

    private static void requireMaxInFlight(int maxInFlight) {
        if (maxInFlight < 0 || maxInFlight > SettingsRules.MAX_INSTANCES) {
            throw invalid(
                    "strategy.maxInFlight",
                    "1 to " + SettingsRules.MAX_INSTANCES + " instances are replaced at a time, or 0 for a quarter.");
        }
    }

    private static void requireCanary(DeploymentStrategy.Canary canary) {
        if (canary.steps().size() > MAX_STEPS) {
            throw invalid("strategy.steps", "A canary has 1 to " + MAX_STEPS + " steps.");
        }
        int before = 0;
        for (var step : canary.steps()) {
            requireStep(step, before);
            before = step.percent();
        }
        if (before != 100) {
            throw invalid("strategy.steps", "The last step of a canary is 100 %. Add it.");
        }
        requireGuard(canary.guard());
    }

    private static void requireStep(CanaryStep step, int before) {
        if (step.percent() <= before || step.percent() > 100) {
            throw invalid("strategy.steps", "The shares of a canary's steps rise, from 1 % up to 100 %.");
        }
        if (step.instances() < 0 || step.instances() > SettingsRules.MAX_INSTANCES) {
            throw invalid(
                    "strategy.steps",
                    "A step has 1 to " + SettingsRules.MAX_INSTANCES
                            + " instances, or 0 for as many as its share asks.");
        }
        var hold = step.hold();
        if (hold != null && (hold.isNegative() || hold.compareTo(MAX_HOLD) > 0)) {
            throw invalid("strategy.steps", "A step is held for 0 seconds to 7 days, or until it is promoted by hand.");
        }
    }

    private static void requireGuard(CanaryGuard guard) {
        if (guard.maxErrorPercent() < 0 || guard.maxErrorPercent() > 100) {
            throw invalid(
                    "strategy.maxErrorPercent", "The limit of errors is 0 to 100 percent; 100 never ends a canary.");
        }
        if (guard.minRequests() < 1 || guard.minRequests() > MAX_MIN_REQUESTS) {
            throw invalid("strategy.minRequests", "A guard judges from 1 to " + MAX_MIN_REQUESTS + " requests on.");
        }
        var p95 = guard.maxP95();
        if (p95 != null && (!p95.isPositive() || p95.compareTo(MAX_P95) > 0)) {
            throw invalid("strategy.maxP95Millis", "The limit of the p95 latency is 1 to 120000 milliseconds.");
        }
    }

    private static PlatformException invalid(String field, String sentence) {
        return new PlatformException.Invalid("invalid-strategy", field, sentence);
    }
}
