package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link MetricStore} on files: {@code <folder>/<app>/<process>/} holds one round-robin file of 1.1 MB for each index, content
 * and host, and the process's latency histograms. Keeps no thread and no memory per app; thread-safe.
 */
public final class RrdMetricStore implements MetricStore, AutoCloseable {

    private static final String ROUTER_FOLDER = "router";

    private record ProcessKey(AppId appId, @Nullable ProcessId processId) {}

    private record IndexKey(ProcessKey process, int index) {}

    private final Path folder;
    private final Clock clock;
    private final RrdPool pool = new RrdPool();

    /** Opens the store in a folder, which is made when it is needed first. */
    public RrdMetricStore(Path folder, Clock clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public void append(HostId host, MeasuredStep step) {
        var use = useByIndex(step.instances());
        var traffic = trafficByIndex(step.traffic());
        use.forEach((key, measured) -> write(host, step, key, SeriesFile.Content.USE, useValues(step, measured)));
        use.keySet().stream().filter(key -> !traffic.containsKey(key)).forEach(key -> writeQuiet(host, step, key));
        traffic.forEach((key, counts) -> write(host, step, key, SeriesFile.Content.TRAFFIC, perSecond(step, counts)));
        for (var measured : step.traffic()) {
            ringOf(new ProcessKey(measured.appId(), measured.processId()))
                    .add(step.gridSeconds(), measured.release(), measured.latency());
        }
    }

    @Override
    public MetricSeries query(MetricQuery query) {
        var grid = TimeGrid.of(query.from(), query.to(), clock.instant());
        var lines = new SeriesReader(pool, query, grid).read(processFolders(query.appId()));
        return new MetricSeries(grid.stepSeconds(), grid.times(), lines);
    }

    @Override
    public MetricSeries ofProcess(ProcessMetricQuery query) {
        var grid = TimeGrid.every((int) query.step().toSeconds(), query.from(), query.to());
        var folder = folderOf(new ProcessKey(query.appId(), query.processId()));
        var known = Files.isDirectory(folder) ? List.of(folder) : List.<Path>of();
        var asked = new MetricQuery(query.appId(), query.kinds(), query.from(), query.to(), true);
        return new MetricSeries(grid.stepSeconds(), grid.times(), new SeriesReader(pool, asked, grid).read(known));
    }

    @Override
    public List<AppId> apps() {
        try {
            return foldersIn(folder).stream()
                    .flatMap(app -> AppId.parse(app.getFileName().toString()).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the series", e);
        }
    }

    @Override
    public void drop(AppId appId) {
        var app = folder.resolve(appId.toString());
        pool.closeUnder(app);
        try (var paths = Files.walk(app)) {
            for (var path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove the series of app " + appId, e);
        }
    }

    @Override
    public void forgetOld() {
        var oldest = clock.instant().minus(TimeGrid.Archive.TEN_MINUTES.span);
        long oldestLatency = clock.instant().minus(HistogramRing.SPAN).getEpochSecond();
        try {
            for (var app : foldersIn(folder)) {
                for (var process : foldersIn(app)) {
                    new HistogramRing(process).forgetBefore(oldestLatency);
                    forgetSeries(process, oldest);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove old series", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private void forgetSeries(Path process, Instant oldest) throws IOException {
        try (var files = Files.newDirectoryStream(process, "*.rrd")) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    pool.closeUnder(file);
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void write(HostId host, MeasuredStep step, IndexKey key, SeriesFile.Content content, double[] values) {
        var file = SeriesFile.of(folderOf(key.process()), content, key.index(), host);
        long time = step.gridSeconds();
        pool.use(file.path(), () -> file.definition(time), series -> {
            file.append(series, time, values);
            return time;
        });
    }

    /** An instance that was asked before and now is not has zero requests, which is not the same as unknown. */
    private void writeQuiet(HostId host, MeasuredStep step, IndexKey key) {
        var file = SeriesFile.of(folderOf(key.process()), SeriesFile.Content.TRAFFIC, key.index(), host);
        if (Files.exists(file.path())) {
            write(host, step, key, SeriesFile.Content.TRAFFIC, new double[TrafficMeasurement.CLASSES]);
        }
    }

    private static Map<IndexKey, InstanceMeasurement> useByIndex(List<InstanceMeasurement> instances) {
        var byIndex = new LinkedHashMap<IndexKey, InstanceMeasurement>();
        for (var measured : instances) {
            if (isStorable(measured.index())) {
                var key = new IndexKey(new ProcessKey(measured.appId(), measured.processId()), measured.index());
                byIndex.merge(key, measured, InstanceMeasurement::plus);
            }
        }
        return byIndex;
    }

    private static Map<IndexKey, long[]> trafficByIndex(List<TrafficMeasurement> traffic) {
        var byIndex = new LinkedHashMap<IndexKey, long[]>();
        for (var measured : traffic) {
            var ofRouter = measured.processId() == null;
            if (ofRouter || isStorable(measured.index())) {
                var process = new ProcessKey(measured.appId(), measured.processId());
                var sum = byIndex.computeIfAbsent(
                        new IndexKey(process, ofRouter ? -1 : measured.index()),
                        _ -> new long[TrafficMeasurement.CLASSES]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += measured.responses()[i];
                }
            }
        }
        return byIndex;
    }

    private static double[] useValues(MeasuredStep step, InstanceMeasurement measured) {
        double millis = Math.max(1, step.duration().toMillis());
        return new double[] {
            measured.cpuMicros() / millis,
            measured.memoryBytes(),
            measured.memoryLimitBytes() > 0 ? measured.memoryLimitBytes() : Double.NaN,
            step.perSecond(measured.receivedBytes()),
            step.perSecond(measured.sentBytes())
        };
    }

    private static double[] perSecond(MeasuredStep step, long[] counts) {
        var values = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            values[i] = step.perSecond(counts[i]);
        }
        return values;
    }

    private static boolean isStorable(int index) {
        return index >= 0 && index <= MeasuredStep.LARGEST_INDEX;
    }

    private HistogramRing ringOf(ProcessKey process) {
        return new HistogramRing(folderOf(process));
    }

    private Path folderOf(ProcessKey process) {
        var id = process.processId();
        return folder.resolve(process.appId().toString()).resolve(id == null ? ROUTER_FOLDER : id.toString());
    }

    private List<Path> processFolders(AppId appId) {
        try {
            return foldersIn(folder.resolve(appId.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the series of app " + appId, e);
        }
    }

    private static List<Path> foldersIn(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
