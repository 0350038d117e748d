package io.slipway.agent;

import java.time.Duration;

/** When the agent restarts an instance alone: the first two crashes at once, then 30 s doubling to 16 min. */
final class CrashBackoff {

    /** An instance that ran this long starts its count anew. */
    static final Duration HEALTHY_AFTER = Duration.ofMinutes(5);

    private static final int AT_ONCE = 2;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private CrashBackoff() {}

    /** @param crashes in a row, from 1 */
    static Duration waitAfter(int crashes) {
        return crashes <= AT_ONCE
                ? Duration.ZERO
                : FIRST.multipliedBy(1L << Math.min(crashes - AT_ONCE - 1, MOST_DOUBLINGS));
    }
}
