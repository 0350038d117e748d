package io.slipway.metrics;

import io.slipway.kernel.HostId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rrd4j.ConsolFun;
import org.rrd4j.DsType;
import org.rrd4j.core.RrdDb;
import org.rrd4j.core.RrdDef;

/**
 * One file of series: what one host measured at one index of a process. Several hosts may tell of the same index (an instance
 * moved; every router counts its own requests), each in its own file, so that late shipments never collide; readers add them.
 *
 * @param index of the instance; −1 for what routers answered themselves
 */
record SeriesFile(Path path, Content content, int index) {

    private static final Pattern NAME = Pattern.compile("(use|traffic)_(-?\\d{1,3})_[0-9a-f-]{36}\\.rrd");

    // A step that is missing must show as a gap, hence less than two steps.
    private static final int HEARTBEAT_SECONDS = 15;

    // Consolidate whatever is known: half a minute of an instance's life is worth showing.
    private static final double LARGEST_UNKNOWN_SHARE = 0.99;

    /** What is in a file; the kinds in the order of its columns. */
    enum Content {
        USE(
                "use",
                List.of(
                        MetricKind.CPU_MILLIS,
                        MetricKind.MEMORY_BYTES,
                        MetricKind.MEMORY_LIMIT_BYTES,
                        MetricKind.RECEIVED_BYTES,
                        MetricKind.SENT_BYTES)),
        TRAFFIC(
                "traffic",
                List.of(
                        MetricKind.REQUESTS_1XX,
                        MetricKind.REQUESTS_2XX,
                        MetricKind.REQUESTS_3XX,
                        MetricKind.REQUESTS_4XX,
                        MetricKind.REQUESTS_5XX));

        final String prefix;
        final List<MetricKind> kinds;

        Content(String prefix, List<MetricKind> kinds) {
            this.prefix = prefix;
            this.kinds = kinds;
        }
    }

    static SeriesFile of(Path folder, Content content, int index, HostId host) {
        return new SeriesFile(folder.resolve(content.prefix + "_" + index + "_" + host + ".rrd"), content, index);
    }

    /** Reads a file's name; empty for a file of another sort. */
    static Optional<SeriesFile> parse(Path path) {
        var name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        var content = name.group(1).equals(Content.USE.prefix) ? Content.USE : Content.TRAFFIC;
        return Optional.of(new SeriesFile(path, content, Integer.parseInt(name.group(2))));
    }

    /** The layout of a new file whose first step ends at {@code firstSeconds}. */
    RrdDef definition(long firstSeconds) {
        var definition =
                new RrdDef(path.toString(), firstSeconds - MeasuredStep.STEP_SECONDS, MeasuredStep.STEP_SECONDS);
        for (var kind : content.kinds) {
            definition.addDatasource(kind.name(), DsType.GAUGE, HEARTBEAT_SECONDS, 0, Double.NaN);
        }
        for (var archive : TimeGrid.Archive.values()) {
            int steps = archive.stepSeconds / MeasuredStep.STEP_SECONDS;
            definition.addArchive(ConsolFun.AVERAGE, LARGEST_UNKNOWN_SHARE, steps, archive.rows());
        }
        return definition;
    }

    /** Writes one step, unless the file has it or a newer one. */
    void append(RrdDb series, long seconds, double[] values) throws IOException {
        long last = series.getLastUpdateTime();
        if (last >= seconds) {
            return;
        }
        long start = seconds - MeasuredStep.STEP_SECONDS;
        if (last < start) {
            // Ends the gap where this step begins; otherwise the whole time since the last step would be unknown.
            series.createSample(start).update();
        }
        series.createSample(seconds).setValues(values).update();
    }

    /** The values of one kind on a grid; averages what is known within each point. */
    double[] read(RrdDb series, MetricKind kind, TimeGrid grid) throws IOException {
        var archive = series.getArchive(grid.archive().ordinal());
        long start = archive.getStartTime();
        long step = archive.getArcStep();
        int first = (int) Math.clamp(Math.floorDiv(grid.startSeconds() - start, step) + 1, 0, archive.getRows());
        int last = (int) Math.clamp(Math.floorDiv(grid.lastSeconds() - start, step), -1, archive.getRows() - 1);
        if (last < first) {
            return grid.unknown();
        }
        var rows = archive.getRobin(content.kinds.indexOf(kind)).getValues(first, last - first + 1);
        return averages(rows, start + first * step, step, grid);
    }

    private static double[] averages(double[] rows, long firstSeconds, long step, TimeGrid grid) {
        var sums = new double[grid.points()];
        var known = new int[grid.points()];
        for (int row = 0; row < rows.length; row++) {
            int point = grid.pointOf(firstSeconds + row * step);
            if (point >= 0 && !Double.isNaN(rows[row])) {
                sums[point] += rows[row];
                known[point]++;
            }
        }
        for (int point = 0; point < sums.length; point++) {
            sums[point] = known[point] == 0 ? Double.NaN : sums[point] / known[point];
        }
        return sums;
    }
}
