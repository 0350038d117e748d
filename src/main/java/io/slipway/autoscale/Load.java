package io.slipway.autoscale;

import java.time.Instant;

/**
 * What a process bore within one step of measurement. What is not known is NaN, never zero.
 *
 * @param at the end of the step
 * @param counted instances whose use is known and that had started some time before
 * @param absent instances that should be counted but are not: they have just started, do not serve, or were not measured
 * @param cpuPercents of all counted instances together: two at 80 % are 160
 * @param memoryPercents of all counted instances together
 * @param requestsPerSecond of all instances together
 * @param p95Millis of all answers, from the merged histograms; NaN without answers
 */
public record Load(
        Instant at,
        int counted,
        int absent,
        double cpuPercents,
        double memoryPercents,
        double requestsPerSecond,
        double p95Millis) {

    /** A step of which nothing is known. */
    public static Load unknown(Instant at) {
        return new Load(at, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** All instances that there were, counted or not. */
    int instances() {
        return counted + absent;
    }

    /** What one rule's signal comes to over all instances, so that it can be divided by another number of them; NaN where unknown. */
    double total(Signal signal) {
        return switch (signal) {
            case CPU -> counted == 0 ? Double.NaN : cpuPercents;
            case MEMORY -> counted == 0 ? Double.NaN : memoryPercents;
            case REQUESTS -> requestsPerSecond;
            case LATENCY -> latencyTotal();
        };
    }

    /** Nobody waits where nobody asks. */
    private double latencyTotal() {
        return Double.isNaN(p95Millis) && requestsPerSecond == 0 ? 0 : p95Millis * Math.max(1, counted);
    }
}
