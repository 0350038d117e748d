package io.slipway.kernel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Doubling waits with a ceiling and full jitter, for dialling again.
 *
 * @param first the longest first wait
 * @param ceiling the longest wait ever
 */
public record Backoff(Duration first, Duration ceiling) {

    private static final int LARGEST_SHIFT = 20;

    /**
     * The wait before a try.
     *
     * @param failures tries that failed in a row, from 1
     * @param random a source of jitter; the wait is between half and all of the doubled value
     */
    public Duration after(int failures, RandomGenerator random) {
        int shift = Math.min(Math.max(failures, 1) - 1, LARGEST_SHIFT);
        long full = Math.min(ceiling.toMillis(), first.toMillis() << shift);
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
