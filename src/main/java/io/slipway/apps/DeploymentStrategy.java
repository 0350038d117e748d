package io.slipway.apps;

import java.time.Duration;
import java.util.List;

/** How a deployment replaces the instances of the release before. */
public sealed interface DeploymentStrategy {

    /** A quarter of the instances at a time. */
    DeploymentStrategy DEFAULT = new Rolling(Rolling.A_QUARTER);

    /** A tenth, a half and all of the requests, two minutes each; ended by more than five percent of errors. */
    Canary DEFAULT_CANARY = new Canary(
            List.of(
                    new CanaryStep(10, Duration.ofMinutes(2)),
                    new CanaryStep(50, Duration.ofMinutes(2)),
                    new CanaryStep(100, Duration.ofMinutes(2))),
            CanaryGuard.DEFAULT);

    /**
     * Index by index, new instances first.
     *
     * @param maxInFlight how many instances are replaced at a time; 0 for a quarter of them
     */
    record Rolling(int maxInFlight) implements DeploymentStrategy {

        /** Instead of a number. */
        public static final int A_QUARTER = 0;
    }

    /**
     * Beside the release before, which keeps all its instances until the last step has passed.
     *
     * @param steps at least one; their shares rise, and the last one's is all
     */
    record Canary(List<CanaryStep> steps, CanaryGuard guard) implements DeploymentStrategy {

        public Canary {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("A canary has at least one step");
            }
        }
    }
}
