package io.slipway.metrics;

/**
 * What the instances of one release answered in a while.
 *
 * @param requests answered
 * @param errors of them with 5xx
 * @param p95Millis 95 of 100 answers were faster; NaN without any
 */
public record ReleaseFigures(long requests, long errors, double p95Millis) {

    /** Nothing is known. */
    public static final ReleaseFigures NONE = new ReleaseFigures(0, 0, Double.NaN);

    private static final double PERCENT = 100;

    /** The share of errors in percent; 0 without requests. */
    public double errorPercent() {
        return requests == 0 ? 0 : PERCENT * errors / requests;
    }
}
