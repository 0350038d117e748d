package io.slipway.autoscale;

import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Recorded series of one process as steps that a decision can go by. Pure. Where instances were measured but no router told of
 * requests, there were none: routers tell of every instance that they ask.
 */
public final class MeasuredLoads {

    private static final Set<MetricKind> REQUESTS = EnumSet.of(
            MetricKind.REQUESTS_1XX,
            MetricKind.REQUESTS_2XX,
            MetricKind.REQUESTS_3XX,
            MetricKind.REQUESTS_4XX,
            MetricKind.REQUESTS_5XX);

    private static final double PERCENT = 100;

    /** Tells which instances count at a moment. */
    @FunctionalInterface
    public interface Counting {

        /** Everybody who was measured. */
        Counting ALL = (index, at) -> Presence.IF_MEASURED;

        /** How an instance stands at a moment. */
        Presence of(int index, Instant at);
    }

    /** How an instance stands at a moment. */
    public enum Presence {
        /** It counts where it was measured, and is missed where it was not. */
        EXPECTED,
        /** It counts where it was measured, and is not missed. */
        IF_MEASURED,
        /** It has just started or does not serve: missed, whatever was measured. */
        NOT_YET
    }

    /**
     * What one instance is given.
     *
     * @param cpuMillis thousandths of a core
     * @param memoryBytes where no limit was measured
     */
    public record Share(double cpuMillis, double memoryBytes) {}

    private final MetricSeries series;
    private final Share share;
    private final Counting counting;
    private final Set<Integer> indexes = new TreeSet<>();
    private final Map<MetricKind, Map<Integer, double[]>> lines = new EnumMap<>(MetricKind.class);

    private MeasuredLoads(MetricSeries series, Set<Integer> expected, Share share, Counting counting) {
        this.series = series;
        this.share = share;
        this.counting = counting;
        this.indexes.addAll(expected);
        for (var line : series.lines()) {
            lines.computeIfAbsent(line.kind(), kind -> new TreeMap<>()).put(line.index(), line.values());
            if (line.kind() == MetricKind.CPU_MILLIS) {
                indexes.add(line.index());
            }
        }
    }

    /** What has to be read for a policy: never more than its rules look at, for latency is read slowly. */
    public static Set<MetricKind> kinds(AutoscalePolicy policy) {
        var kinds = EnumSet.of(MetricKind.CPU_MILLIS);
        for (var rule : policy.rules()) {
            switch (rule.signal()) {
                case CPU -> {}
                case MEMORY -> kinds.addAll(EnumSet.of(MetricKind.MEMORY_BYTES, MetricKind.MEMORY_LIMIT_BYTES));
                case REQUESTS -> kinds.addAll(REQUESTS);
                case LATENCY -> {
                    kinds.addAll(REQUESTS);
                    kinds.add(MetricKind.LATENCY_P95);
                }
            }
        }
        return kinds;
    }

    /**
     * The steps of a series by instance, oldest first.
     *
     * @param expected indexes that are to be asked about although nothing was measured of them
     */
    public static List<Load> of(MetricSeries series, Set<Integer> expected, Share share, Counting counting) {
        var measured = new MeasuredLoads(series, expected, share, counting);
        var loads = new ArrayList<Load>(series.times().size());
        for (int step = 0; step < series.times().size(); step++) {
            loads.add(measured.load(step));
        }
        return loads;
    }

    private Load load(int step) {
        var at = Instant.ofEpochSecond(series.times().get(step));
        int counted = 0;
        int absent = 0;
        double cpu = 0;
        double memory = 0;
        for (int index : indexes) {
            double used = value(MetricKind.CPU_MILLIS, index, step);
            var presence = counting.of(index, at);
            if (presence == Presence.NOT_YET || (presence == Presence.EXPECTED && Double.isNaN(used))) {
                absent++;
            } else if (!Double.isNaN(used)) {
                counted++;
                cpu += PERCENT * used / share.cpuMillis();
                memory += PERCENT * value(MetricKind.MEMORY_BYTES, index, step) / memoryLimit(index, step);
            }
        }
        return counted + absent == 0
                ? Load.unknown(at)
                : new Load(
                        at,
                        counted,
                        absent,
                        cpu,
                        memory,
                        requests(step, counted),
                        value(MetricKind.LATENCY_P95, -1, step));
    }

    private double memoryLimit(int index, int step) {
        double limit = value(MetricKind.MEMORY_LIMIT_BYTES, index, step);
        return Double.isNaN(limit) ? share.memoryBytes() : limit;
    }

    private double requests(int step, int counted) {
        double sum = counted > 0 ? 0 : Double.NaN;
        for (var kind : REQUESTS) {
            for (var values : lines.getOrDefault(kind, Map.of()).values()) {
                double value = values[step];
                sum = Double.isNaN(value) ? sum : Double.isNaN(sum) ? value : sum + value;
            }
        }
        return sum;
    }

    private double value(MetricKind kind, int index, int step) {
        double @Nullable [] values = lines.getOrDefault(kind, Map.of()).get(index);
        return values == null ? Double.NaN : values[step];
    }
}
