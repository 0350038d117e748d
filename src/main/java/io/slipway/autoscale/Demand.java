package io.slipway.autoscale;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many instances, in fractions, would be just at a rule's target. The formula is that of Kubernetes' HorizontalPodAutoscaler
 * ({@code desired = ceil(current × value / target)}; "Algorithm details" of its documentation): with the total over all instances,
 * {@code current × value}, the number that runs cancels out, and recorded days can be replayed with another number.
 *
 * @param value of one instance
 * @param least where those that are not counted do nothing: so many are needed at least; growing goes by this
 * @param most where those that are not counted are just at the target: so many are enough; shrinking goes by this
 */
record Demand(double value, double least, double most) {

    /** Kubernetes' default: the number stays while the value is within a tenth of the target. */
    static final double TOLERANCE = 0.1;

    /** Values are averaged over so much time, three steps of measurement: one slow answer moves nothing. */
    static final Duration SMOOTHING = Duration.ofSeconds(30);

    /** Keeps 3 × 60 / 60 from being a little more than 3. */
    private static final double ROUNDING = 1e-9;

    /**
     * The demand of a rule at the end of some steps; null where none of the newest of them knows its signal.
     *
     * @param end how many of the steps count, from the first on
     */
    static @Nullable Demand of(AutoscaleRule rule, List<Load> loads, int end) {
        var sums = new Sums();
        for (int i = end - 1; i >= 0 && isRecent(loads.get(i), loads.get(end - 1)); i--) {
            sums.add(loads.get(i), rule.signal());
        }
        return sums.steps == 0 ? null : sums.demand(rule);
    }

    /** Sums over the newest steps that know a signal. A replay asks hundreds of thousands of times, so there is no stream here. */
    private static final class Sums {
        private int steps;
        private double total;
        private double counted;
        private double absent;

        void add(Load load, Signal signal) {
            double value = load.total(signal);
            if (!Double.isNaN(value)) {
                steps++;
                total += value;
                counted += load.counted();
                absent += load.absent();
            }
        }

        Demand demand(AutoscaleRule rule) {
            double needed = total / steps / rule.target();
            return switch (rule.signal()) {
                case CPU, MEMORY, LATENCY ->
                    new Demand(total / Math.max(steps, counted), needed, needed + absent / steps);
                case REQUESTS -> new Demand(total / Math.max(steps, counted + absent), needed, needed);
            };
        }
    }

    /** How many instances that asks for, where so many run now. */
    int wish(int current) {
        if (least > current * (1 + TOLERANCE)) {
            return (int) Math.ceil(least - ROUNDING);
        }
        if (most < current * (1 - TOLERANCE)) {
            return (int) Math.ceil(most - ROUNDING);
        }
        return current;
    }

    private static boolean isRecent(Load load, Load newest) {
        return load.at().plus(SMOOTHING).isAfter(newest.at());
    }
}
