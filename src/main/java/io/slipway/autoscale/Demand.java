package io.slipway.autoscale;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

    /** The demand of a rule at the end of these steps; null where none of the newest of them knows its signal. */
    static @Nullable Demand of(AutoscaleRule rule, List<Load> loads) {
        var signal = rule.signal();
        var known = newest(loads).stream()
                .filter(load -> !Double.isNaN(load.total(signal)))
                .toList();
        if (known.isEmpty()) {
            return null;
        }
        double total = average(known, load -> load.total(signal));
        double counted = Math.max(1, average(known, Load::counted));
        double absent = average(known, Load::absent);
        double needed = total / rule.target();
        return switch (signal) {
            case CPU, MEMORY, LATENCY -> new Demand(total / counted, needed, needed + absent);
            case REQUESTS -> new Demand(total / Math.max(1, average(known, Load::instances)), needed, needed);
        };
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

    private static List<Load> newest(List<Load> loads) {
        int first = loads.size();
        while (first > 0
                && loads.get(first - 1)
                        .at()
                        .plus(SMOOTHING)
                        .isAfter(loads.getLast().at())) {
            first--;
        }
        return loads.subList(first, loads.size());
    }

    private static double average(List<Load> loads, ToDoubleFunction<Load> value) {
        return loads.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
