package io.slipway.metrics;

import io.slipway.kernel.LatencyBuckets;
import io.slipway.kernel.ProcessId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers one query: reads the files of an app and adds them up on the grid. */
final class SeriesReader {

    private static final int WHOLE_APP = -1;
    private static final double MICROS_PER_MILLI = 1_000.0;

    private record LineKey(MetricKind kind, @Nullable ProcessId process, int index) implements Comparable<LineKey> {

        private static final Comparator<LineKey> ORDER = Comparator.comparing(LineKey::kind)
                .thenComparing(LineKey::process, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingInt(LineKey::index);

        static LineKey ofApp(MetricKind kind) {
            return new LineKey(kind, null, WHOLE_APP);
        }

        @Override
        public int compareTo(LineKey other) {
            return ORDER.compare(this, other);
        }
    }

    private final RrdPool pool;
    private final MetricQuery query;
    private final TimeGrid grid;
    private final Map<LineKey, double[]> sums = new TreeMap<>();

    SeriesReader(RrdPool pool, MetricQuery query, TimeGrid grid) {
        this.pool = pool;
        this.query = query;
        this.grid = grid;
    }

    /** One line per kind, or per kind, process and index, in that order. */
    List<MetricSeries.Line> read(List<Path> processFolders) {
        prepareLinesOfApp();
        for (var folder : processFolders) {
            readSeries(folder);
        }
        readLatency(processFolders);
        return sums.entrySet().stream()
                .map(line -> new MetricSeries.Line(
                        line.getKey().kind(),
                        line.getKey().process(),
                        line.getKey().index(),
                        line.getValue()))
                .toList();
    }

    private void prepareLinesOfApp() {
        for (var kind : query.kinds()) {
            if (!query.perInstance() || isLatency(kind)) {
                sums.put(LineKey.ofApp(kind), grid.unknown());
            }
        }
    }

    private void readSeries(Path folder) {
        try (var files = Files.newDirectoryStream(folder, "*.rrd")) {
            for (var path : files) {
                // A file that was last written before the range has nothing for it.
                if (!Files.getLastModifiedTime(path).toInstant().isBefore(query.from())) {
                    SeriesFile.parse(path).ifPresent(this::addFile);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list series", e);
        }
    }

    private void addFile(SeriesFile file) {
        boolean ofRouter = file.index() == WHOLE_APP;
        if (ofRouter && query.perInstance()) {
            return;
        }
        var kinds = new ArrayList<>(file.content().kinds);
        kinds.retainAll(query.kinds());
        for (var kind : kinds) {
            pool.useExisting(file.path(), series -> file.read(series, kind, grid))
                    .ifPresent(
                            values -> addLine(query.perInstance() ? keyOf(file, kind) : LineKey.ofApp(kind), values));
        }
    }

    /** Processes have a folder each. */
    private static LineKey keyOf(SeriesFile file, MetricKind kind) {
        var folder = Objects.requireNonNull(file.path().getParent()).getFileName();
        return new LineKey(kind, ProcessId.of(folder.toString()), file.index());
    }

    private void addLine(LineKey key, double[] values) {
        if (query.perInstance() && Arrays.stream(values).allMatch(Double::isNaN)) {
            return;
        }
        var sum = sums.computeIfAbsent(key, _ -> grid.unknown());
        for (int point = 0; point < values.length; point++) {
            if (!Double.isNaN(values[point])) {
                sum[point] = Double.isNaN(sum[point]) ? values[point] : sum[point] + values[point];
            }
        }
    }

    private void readLatency(List<Path> processFolders) {
        if (query.kinds().stream().noneMatch(SeriesReader::isLatency) || grid.points() == 0) {
            return;
        }
        var histograms = new @Nullable long[grid.points()][];
        for (var folder : processFolders) {
            new HistogramRing(folder).read(grid.startSeconds(), grid.lastSeconds(), (seconds, _, bucket, count) -> {
                int point = grid.pointOf(seconds);
                if (histograms[point] == null) {
                    histograms[point] = new long[LatencyBuckets.COUNT];
                }
                histograms[point][bucket] += count;
            });
        }
        query.kinds().stream().filter(SeriesReader::isLatency).forEach(kind -> addPercentiles(kind, histograms));
    }

    private void addPercentiles(MetricKind kind, @Nullable long[][] histograms) {
        var values = grid.unknown();
        for (int point = 0; point < values.length; point++) {
            var histogram = histograms[point];
            if (histogram != null) {
                values[point] = LatencyBuckets.percentileMicros(histogram, quantileOf(kind)) / MICROS_PER_MILLI;
            }
        }
        sums.put(LineKey.ofApp(kind), values);
    }

    private static boolean isLatency(MetricKind kind) {
        return quantileOf(kind) > 0;
    }

    /** The quantile that a latency kind stands for; 0 for every other kind. */
    private static double quantileOf(MetricKind kind) {
        return switch (kind) {
            case LATENCY_P50 -> 0.50;
            case LATENCY_P95 -> 0.95;
            case LATENCY_P99 -> 0.99;
            case CPU_MILLIS,
                    MEMORY_BYTES,
                    MEMORY_LIMIT_BYTES,
                    RECEIVED_BYTES,
                    SENT_BYTES,
                    REQUESTS_1XX,
                    REQUESTS_2XX,
                    REQUESTS_3XX,
                    REQUESTS_4XX,
                    REQUESTS_5XX -> 0;
        };
    }
}
