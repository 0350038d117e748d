package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessType;
import io.slipway.logs.LogLine.Level;
import io.slipway.logs.LogLine.Source;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.util.unit.DataSize;

/** Lines and stores for the tests of this module. */
final class LogFixtures {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long NOW_NANOS = NOW.getEpochSecond() * 1_000_000_000;

    private LogFixtures() {}

    static LogLine line(AppId app, long timeNanos, String text) {
        return new LogLine(app, 0, timeNanos, ProcessType.WEB, "instance-0", 0, 1, Source.STDOUT, Level.UNKNOWN, text);
    }

    static List<LogLine> lines(AppId app, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> line(app, NOW_NANOS + i * 1_000_000L, "request number " + i + " took " + i % 97 + " ms"))
                .toList();
    }

    static SegmentLogStore store(Path folder) {
        return store(folder, DataSize.ofMegabytes(64), (app, lines) -> {});
    }

    static SegmentLogStore store(Path folder, DataSize limit, LineListener listener) {
        var limits = new LogProperties(limit, Duration.ofDays(7), Duration.ofMillis(100));
        return new SegmentLogStore(folder, limits, Clock.fixed(NOW, ZoneOffset.UTC), listener);
    }

    static List<String> texts(LogPage page) {
        return page.lines().stream().map(LogLine::text).toList();
    }
}
