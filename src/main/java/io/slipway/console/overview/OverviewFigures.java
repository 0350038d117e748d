package io.slipway.console.overview;

import io.slipway.apps.AppView;
import io.slipway.console.components.InstanceLoads;
import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.MetricService;
import io.slipway.metrics.MetricService.Now;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures of an app's last quarter of an hour, or of its life while it is younger, read anew at most every few seconds however often the page asks. */
final class OverviewFigures {

    /** Measurements come every ten seconds; asking more often would tell nothing new. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration SHOWN = Duration.ofMinutes(15);
    private static final Set<MetricKind> KINDS = EnumSet.of(
            MetricKind.CPU_MILLIS,
            MetricKind.MEMORY_BYTES,
            MetricKind.REQUESTS_1XX,
            MetricKind.REQUESTS_2XX,
            MetricKind.REQUESTS_3XX,
            MetricKind.REQUESTS_4XX,
            MetricKind.REQUESTS_5XX,
            MetricKind.LATENCY_P95);
    private static final List<MetricKind> REQUESTS = List.of(
            MetricKind.REQUESTS_1XX,
            MetricKind.REQUESTS_2XX,
            MetricKind.REQUESTS_3XX,
            MetricKind.REQUESTS_4XX,
            MetricKind.REQUESTS_5XX);

    private static final Now UNMEASURED = new Now(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private final MetricService metrics;
    private final Clock clock;
    private MetricSeries series = new MetricSeries(10, List.of(), List.of());
    private Now now = UNMEASURED;
    private InstanceLoads loads = InstanceLoads.NONE;
    private Instant readAt = Instant.EPOCH;

    OverviewFigures(MetricService metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Reads them if the last reading is old; answers whether it did. */
    boolean refresh(AppView app) {
        Instant time = clock.instant();
        if (Duration.between(readAt, time).compareTo(PAUSE) < 0) {
            return false;
        }
        readAt = time;
        series = metrics.query(app.id(), KINDS, since(app, time), time, false);
        loads = InstanceLoads.of(app, metrics, clock);
        now = metrics.now(List.of(app.id())).getOrDefault(app.id(), UNMEASURED);
        return true;
    }

    /** A young app fills its lines too: they begin with the app. */
    private static Instant since(AppView app, Instant time) {
        Instant first = time.minus(SHOWN);
        return app.createdAt().isAfter(first) ? app.createdAt() : first;
    }

    /** What each instance used lately. */
    InstanceLoads loads() {
        return loads;
    }

    Now now() {
        return now;
    }

    /** The newest known value of a kind; NaN where none is known. */
    double last(MetricKind kind) {
        double[] values = values(kind);
        for (int i = values.length - 1; i >= 0; i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    /** A kind's values of the whole app, oldest first. */
    double[] values(MetricKind kind) {
        return series.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(MetricSeries.Line::values)
                .findFirst()
                .orElse(new double[0]);
    }

    /** All requests per second over time: a moment counts as known when any class is known then. */
    double[] requests() {
        double[] sum = new double[series.times().size()];
        Arrays.fill(sum, Double.NaN);
        for (MetricKind kind : REQUESTS) {
            double[] values = values(kind);
            for (int i = 0; i < Math.min(sum.length, values.length); i++) {
                if (!Double.isNaN(values[i])) {
                    sum[i] = (Double.isNaN(sum[i]) ? 0 : sum[i]) + values[i];
                }
            }
        }
        return sum;
    }

    /** Requests per second by class of the newest moment, for those classes that occur: "12 2xx · 0.4 5xx". */
    Map<String, Double> classes() {
        return Map.of(
                "2xx", last(MetricKind.REQUESTS_2XX),
                "3xx", last(MetricKind.REQUESTS_3XX),
                "4xx", last(MetricKind.REQUESTS_4XX),
                "5xx", last(MetricKind.REQUESTS_5XX));
    }
}
