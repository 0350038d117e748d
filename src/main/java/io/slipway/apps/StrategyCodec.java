package io.slipway.apps;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Between a strategy and its column: JSON. */
final class StrategyCodec {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Step(
            int percent, int instances, @Nullable Long holdSeconds) {}

    /** All that any strategy has; steps are empty for those that have none. */
    private record Stored(
            int maxInFlight,
            List<Step> steps,
            int maxErrorPercent,
            int minRequests,
            @Nullable Long maxP95Millis) {}

    private StrategyCodec() {}

    static String toText(DeploymentStrategy strategy) {
        return JSON.writeValueAsString(
                switch (strategy) {
                    case DeploymentStrategy.Rolling(var maxInFlight) -> new Stored(maxInFlight, List.of(), 0, 0, null);
                    case DeploymentStrategy.Canary(var steps, var guard) ->
                        new Stored(
                                0,
                                steps.stream().map(StrategyCodec::stored).toList(),
                                guard.maxErrorPercent(),
                                guard.minRequests(),
                                guard.maxP95() == null ? null : guard.maxP95().toMillis());
                });
    }

    static DeploymentStrategy ofText(String text) {
        var stored = JSON.readValue(text, Stored.class);
        if (stored.steps().isEmpty()) {
            return new DeploymentStrategy.Rolling(stored.maxInFlight());
        }
        var maxP95 = stored.maxP95Millis() == null ? null : Duration.ofMillis(stored.maxP95Millis());
        return new DeploymentStrategy.Canary(
                stored.steps().stream().map(StrategyCodec::step).toList(),
                new CanaryGuard(stored.maxErrorPercent(), stored.minRequests(), maxP95));
    }

    private static Step stored(CanaryStep step) {
        var hold = step.hold();
        return new Step(step.percent(), step.instances(), hold == null ? null : hold.toSeconds());
    }

    private static CanaryStep step(Step stored) {
        var hold = stored.holdSeconds();
        return new CanaryStep(stored.percent(), stored.instances(), hold == null ? null : Duration.ofSeconds(hold));
    }
}
