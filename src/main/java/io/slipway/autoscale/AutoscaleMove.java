package io.slipway.autoscale;

import java.time.Instant;
import java.util.List;

/**
 * A change of the number of instances, as its history tells it.
 *
 * @param by {@code autoscaler}, or the person who scaled
 * @param reason in words, with the numbers that were seen
 * @param readings what each rule saw; none where a person scaled
 */
public record AutoscaleMove(Instant at, int from, int to, String by, String reason, List<Reading> readings) {

    public AutoscaleMove {
        readings = List.copyOf(readings);
    }
}
