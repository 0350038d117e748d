package io.slipway.api;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
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
        static MetricsAnswer of(MetricSeries series) {
            return new MetricsAnswer(
                    series.stepSeconds(),
                    series.times().stream().map(Instant::ofEpochSecond).toList(),
                    series.lines().stream().map(LineAnswer::of).toList());
        }
    }

    /** One line; index −1 is the whole app. */
    record LineAnswer(MetricKind kind, int index, @Nullable Double[] values) {
        static LineAnswer of(MetricSeries.Line line) {
            var values = Arrays.stream(line.values())
                    .mapToObj(value -> Double.isNaN(value) ? null : (Double) value)
                    .toArray(Double[]::new);
            return new LineAnswer(line.kind(), line.index(), values);
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
        return MetricsAnswer.of(metrics.query(apps.get(path).id(), wanted, start, end, perInstance));
    }
}
