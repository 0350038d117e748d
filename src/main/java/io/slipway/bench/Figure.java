package io.slipway.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param key in the JSON object, {@code part.what_unit}
 * @param value median where there are several runs
 * @param spread of the runs, as text; empty when there was one
 * @param goal or null when the figure is there to explain another
 */
record Figure(
        String key, double value, String spread, @Nullable Goal goal) {

    /** A figure without goal and spread. */
    static Figure of(String key, double value) {
        return new Figure(key, value, "", null);
    }

    /** The median of several runs with their spread. */
    static Figure of(String key, Runs runs) {
        return new Figure(key, runs.median(), runs.spread(), null);
    }

    /** The same with a goal. */
    Figure atMost(double limit) {
        return new Figure(key, value, spread, new Goal(limit, false));
    }

    /** The same with a goal. */
    Figure atLeast(double limit) {
        return new Figure(key, value, spread, new Goal(limit, true));
    }

    /**
     * What a figure should be.
     *
     * @param limit that is good enough
     * @param more whether more is better
     */
    record Goal(double limit, boolean more) {

        boolean isMetBy(double value) {
            return more ? value >= limit : value <= limit;
        }
    }
}
