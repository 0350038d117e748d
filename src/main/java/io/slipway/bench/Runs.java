package io.slipway.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The values of several runs of the same thing. Never empty. */
record Runs(List<Double> values) {

    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    Runs {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("There is no run");
        }
    }

    static Runs of(double... values) {
        return new Runs(Arrays.stream(values).boxed().toList());
    }

    /** The middle one; of an even number the mean of the two in the middle. */
    double median() {
        var sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest value that 95 % do not exceed. */
    double p95() {
        return quantile(P95);
    }

    /** The smallest value that 99 % do not exceed. */
    double p99() {
        return quantile(P99);
    }

    private double quantile(double share) {
        var sorted = sorted();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    double least() {
        return sorted()[0];
    }

    double most() {
        return sorted()[values.size() - 1];
    }

    /** Least and most with the number of runs. */
    String spread() {
        return "%s – %s, %d runs".formatted(Table.number(least()), Table.number(most()), values.size());
    }

    private double[] sorted() {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "median %s (%s)", Table.number(median()), spread());
    }
}
