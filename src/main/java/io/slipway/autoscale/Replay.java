package io.slipway.autoscale;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a policy would have chosen, beside what ran.
 *
 * @param step between two points
 * @param points oldest first; those of which nothing is known are among them
 * @param moves how often it would have changed the number
 * @param chosenHours instance-hours that it would have used while anything is known
 * @param ranHours instance-hours that ran while anything is known
 * @param known how long anything is known
 * @param shortOf how long the rules asked for more than the maximum
 */
public record Replay(
        Duration step,
        List<Point> points,
        int moves,
        double chosenHours,
        double ranHours,
        Duration known,
        Duration shortOf) {

    /**
     * One step.
     *
     * @param ran how many instances were measured; 0 where nothing is known
     * @param chosen how many the policy would have had
     */
    public record Point(Instant at, int ran, int chosen) {

        /** Whether anything ran that was measured. */
        public boolean isKnown() {
            return ran > 0;
        }
    }

    public Replay {
        points = List.copyOf(points);
    }
}
