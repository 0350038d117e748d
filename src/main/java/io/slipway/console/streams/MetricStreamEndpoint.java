package io.slipway.console.streams;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.apps.AppService;
import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.ProcessId;
import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.MetricService;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Series for the charts of the console, in columns as the chart element takes them. Authorised by the service. */
@RestController
@Hidden
class MetricStreamEndpoint {

    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    /**
     * Series on one axis.
     *
     * @param step seconds between points
     * @param times seconds since the epoch
     */
    record Columns(int step, List<Long> times, List<Column> lines) {
        static Columns of(MetricSeries series, Function<ProcessId, String> types) {
            return new Columns(
                    series.stepSeconds(),
                    series.times(),
                    series.lines().stream().map(line -> Column.of(line, types)).toList());
        }
    }

    /** One line of a chart, of the whole app if it has no name; null is a gap. */
    record Column(
            MetricKind kind,
            int index,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String name,

            @Nullable Double[] values) {
        static Column of(MetricSeries.Line line, Function<ProcessId, String> types) {
            var values = Arrays.stream(line.values())
                    .mapToObj(value -> Double.isNaN(value) ? null : (Double) value)
                    .toArray(Double[]::new);
            var name = line.process() == null
                    ? null
                    : new InstanceName(types.apply(line.process()), line.index()).toString();
            return new Column(line.kind(), line.index(), name, values);
        }
    }

    /** What is left of a process that the app does not have any more. */
    private static final String GONE = "gone";

    private final AppService apps;
    private final MetricService metrics;
    private final Clock clock;

    MetricStreamEndpoint(AppService apps, MetricService metrics, Clock clock) {
        this.apps = apps;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GetMapping("/console/stream/metrics/{appId}")
    ResponseEntity<Columns> query(
            @PathVariable UUID appId,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(required = false) @Nullable Set<MetricKind> kinds,
            @RequestParam(defaultValue = "false") boolean perInstance) {
        var end = to == null ? clock.instant() : Instant.ofEpochMilli(to);
        var start = from == null ? end.minus(DEFAULT_RANGE) : Instant.ofEpochMilli(from);
        var wanted = kinds == null ? EnumSet.allOf(MetricKind.class) : kinds;
        var series = metrics.query(new AppId(appId), wanted, start, end, perInstance);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Columns.of(series, perInstance ? types(new AppId(appId)) : process -> GONE));
    }

    private Function<ProcessId, String> types(AppId id) {
        var app = apps.get(id);
        return process -> app.typeOf(process).orElse(GONE);
    }
}
