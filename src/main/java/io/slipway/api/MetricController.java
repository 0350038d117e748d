package io.slipway.api;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.MetricService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Measurements of an app over time. */
@RestController
@Tag(name = "Metrics")
class MetricController {

    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    /** Series on one time axis; null is a gap. */
    record MetricsAnswer(int stepSeconds, List<Instant> times, List<LineAnswer> lines) {
        static MetricsAnswer of(MetricSeries series, AppView app) {
            return new MetricsAnswer(
                    series.stepSeconds(),
                    series.times().stream().map(Instant::ofEpochSecond).toList(),
                    series.lines().stream()
                            .map(line -> LineAnswer.of(line, app))
                            .toList());
        }
    }

    /** One line; index −1 is the whole app, and a process that the app has no more has no name. */
    record LineAnswer(
            MetricKind kind,
            @Nullable String process,
            int index,
            @Nullable Double[] values) {
        static LineAnswer of(MetricSeries.Line line, AppView app) {
            var values = Arrays.stream(line.values())
                    .mapToObj(value -> Double.isNaN(value) ? null : (Double) value)
                    .toArray(Double[]::new);
            var process =
                    line.process() == null ? null : app.typeOf(line.process()).orElse(null);
            return new LineAnswer(line.kind(), process, line.index(), values);
        }
    }

    private final AppService apps;
    private final MetricService metrics;
    private final Clock clock;

    MetricController(AppService apps, MetricService metrics, Clock clock) {
        this.apps = apps;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Operation(summary = "Read series; by default all kinds of the last hour, all instances together")
    @GetMapping(ApiPaths.APP + "/metrics")
    MetricsAnswer query(
            AppPath path,
            @RequestParam(required = false) @Nullable Set<MetricKind> kinds,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "false") boolean perInstance) {
        var end = to == null ? clock.instant() : to;
        var start = from == null ? end.minus(DEFAULT_RANGE) : from;
        var wanted = kinds == null ? EnumSet.allOf(MetricKind.class) : kinds;
        var app = apps.get(path);
        return MetricsAnswer.of(metrics.query(app.id(), wanted, start, end, perInstance), app);
    }
}
