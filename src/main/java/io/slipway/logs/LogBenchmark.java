package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessType;
import io.slipway.logs.LogLine.Level;
import io.slipway.logs.LogLine.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.util.unit.DataSize;

/** Measures the log store on lines that it makes itself, the same in every run. */
public final class LogBenchmark {

    private static final int BATCH = 1_000;
    private static final long START_NANOS = 1_767_225_600_000_000_000L;
    private static final String NEEDLE = "needle7f3a91c4";
    private static final String[] PATHS = {
        "/", "/api/orders", "/api/orders/items", "/api/users/profile", "/health", "/static/app.js"
    };
    private static final String[] CLASSES = {
        "OrderService", "PaymentGateway", "UserRepository", "HttpRequestLog", "CacheLoader"
    };
    private static final Level[] LEVELS = {Level.INFO, Level.INFO, Level.INFO, Level.DEBUG, Level.WARN, Level.ERROR};

    private LogBenchmark() {}

    /**
     * What was measured.
     *
     * @param linesPerSecond stored, packed and synced, level detection included
     * @param bytesPerLine on disk, filters included
     * @param rawBytesPerLine of text
     * @param rareWordMillis median time of a search that finds one line among all
     * @param missingWordMillis median time of a search that finds none
     */
    public record Result(
            int lines,
            double linesPerSecond,
            double bytesPerLine,
            double rawBytesPerLine,
            double rareWordMillis,
            double missingWordMillis) {}

    /**
     * Stores lines and searches them.
     *
     * @param folder empty; the caller removes it
     * @param lines to store, at least 10,000
     * @param searches per median
     */
    public static Result run(Path folder, int lines, int searches) throws IOException {
        var limits = new LogProperties(DataSize.ofGigabytes(8), Duration.ofDays(36_500), Duration.ofSeconds(1));
        var store = new SegmentLogStore(folder, limits, Clock.systemUTC(), (app, stored) -> {});
        var app = AppId.create();
        var batches = batches(app, lines);
        long raw = batches.stream()
                .flatMap(List::stream)
                .mapToLong(line -> line.text().length())
                .sum();
        long start = System.nanoTime();
        for (int i = 0; i < batches.size(); i++) {
            store.append(app, levelled(batches.get(i)));
            if (i % 100 == 99) {
                store.flush();
            }
        }
        store.close();
        double seconds = (System.nanoTime() - start) / 1e9;
        double rare = search(store, app, NEEDLE, searches, 1);
        double missing = search(store, app, "needle5b22e8d0", searches, 0);
        return new Result(lines, lines / seconds, (double) size(folder) / lines, (double) raw / lines, rare, missing);
    }

    /** Prints a result; arguments: folder, lines. */
    public static void main(String[] args) throws IOException {
        var folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("log-benchmark");
        int lines = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        run(folder.resolve("warm-up"), Math.min(lines, 200_000), 5);
        System.out.println(run(folder.resolve("run"), lines, 21));
    }

    private static List<LogLine> levelled(List<LogLine> lines) {
        return lines.stream()
                .map(line -> line.withLevel(LevelDetector.detect(line.text())))
                .toList();
    }

    private static double search(LogStore store, AppId app, String word, int searches, int expected) {
        var millis = new double[searches];
        for (int i = 0; i < searches; i++) {
            long start = System.nanoTime();
            var page = store.search(new LogFilter(
                            List.of(word),
                            List.of(),
                            LogFilter.NONE.levels(),
                            LogFilter.NONE.writers(),
                            LogFilter.NONE.sources())
                    .query(app, 100));
            millis[i] = (System.nanoTime() - start) / 1e6;
            if (page.lines().size() != expected) {
                throw new IllegalStateException(
                        "The search found " + page.lines().size() + " lines, not " + expected);
            }
        }
        Arrays.sort(millis);
        return millis[searches / 2];
    }

    private static List<List<LogLine>> batches(AppId app, int lines) {
        var random = new SplittableRandom(42);
        var batches = new ArrayList<List<LogLine>>();
        for (int at = 0; at < lines; at += BATCH) {
            var batch = new ArrayList<LogLine>(BATCH);
            for (int i = at; i < Math.min(lines, at + BATCH); i++) {
                int index = random.nextInt(4);
                batch.add(new LogLine(
                        app,
                        0,
                        START_NANOS + i * 1_000_000L,
                        ProcessType.WEB,
                        "instance-" + index,
                        index,
                        7,
                        Source.STDOUT,
                        Level.UNKNOWN,
                        text(random, i, i == lines / 3)));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static String text(SplittableRandom random, int number, boolean needle) {
        var level = LEVELS[random.nextInt(LEVELS.length)];
        return "2026-01-01T00:%02d:%02d.%03dZ %5s 1 --- [exec-%d] i.s.d.%s : %s path=%s user=%d duration=%dms trace=%016x span=%08x"
                .formatted(
                        number / 60_000 % 60,
                        number / 1_000 % 60,
                        number % 1_000,
                        level,
                        random.nextInt(16),
                        CLASSES[random.nextInt(CLASSES.length)],
                        needle ? NEEDLE : "request completed with status 200 for tenant acme",
                        PATHS[random.nextInt(PATHS.length)],
                        random.nextInt(50_000),
                        random.nextInt(900),
                        random.nextLong(),
                        random.nextInt());
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            long sum = 0;
            for (var file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
