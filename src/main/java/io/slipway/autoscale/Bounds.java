package io.slipway.autoscale;

/**
 * How few and how many instances there may be at a moment.
 *
 * @param minimum at least 1
 * @param maximum at least {@code minimum}
 * @param schedule in words which schedule says so; empty where the policy itself does
 */
public record Bounds(int minimum, int maximum, String schedule) {

    /** The nearest number within. */
    public int clamp(int instances) {
        return Math.clamp(instances, minimum, maximum);
    }

    /** Whether a number lies within. */
    public boolean holds(int instances) {
        return clamp(instances) == instances;
    }

    /** "2–8". */
    public String words() {
        return minimum == maximum ? Integer.toString(minimum) : minimum + "–" + maximum;
    }

    /** " by the schedule Mon–Fri 08:00–18:00 Europe/Berlin", or nothing. */
    String source() {
        return schedule.isEmpty() ? "" : " by the schedule " + schedule;
    }
}
