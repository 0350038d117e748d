package io.slipway.logs;

import static io.slipway.logs.LogFixtures.NOW_NANOS;
import static io.slipway.logs.LogFixtures.line;
import static io.slipway.logs.LogFixtures.store;
import static io.slipway.logs.LogFixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.AppId;
import io.slipway.logs.LogLine.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class LogIntakeSinkTest {

    private final AppId app = AppId.create();
    private final AppId other = AppId.create();

    @TempDir
    Path folder;

    private SegmentLogStore store;
    private LogHousekeeping housekeeping;
    private LogIntakeSink sink;

    @BeforeEach
    void start() {
        var limits = new LogProperties(DataSize.ofMegabytes(64), Duration.ofDays(7), Duration.ofMillis(100));
        store = store(folder);
        housekeeping = new LogHousekeeping(store, new LogBroker(), limits);
        housekeeping.start();
        sink = new LogIntakeSink(store, housekeeping, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        housekeeping.stop();
    }

    @Test
    void aBatchIsOnDiskWhenItSaysSo() throws Exception {
        var batch = List.of(
                line(app, NOW_NANOS, "[ERROR] one"), line(other, NOW_NANOS, "two"), line(app, NOW_NANOS, "three"));

        sink.accept("spool", 1, batch, 0).durable().get(5, TimeUnit.SECONDS);

        var afterCrash = store(folder);
        var page = afterCrash.search(LogQuery.newest(app, 10));
        assertThat(texts(page)).containsExactly("[ERROR] one", "three");
        assertThat(page.lines().getFirst().level()).isEqualTo(Level.ERROR);
        assertThat(texts(afterCrash.search(LogQuery.newest(other, 10)))).containsExactly("two");
    }

    @Test
    void storesARepeatedBatchOnceAndAcknowledgesItAgain() throws Exception {
        sink.accept("spool", 1, List.of(line(app, NOW_NANOS, "one")), 0);

        sink.accept("spool", 1, List.of(line(app, NOW_NANOS, "one")), 0)
                .durable()
                .get(5, TimeUnit.SECONDS);

        assertThat(store.search(LogQuery.newest(app, 10)).lines()).hasSize(1);
        assertThat(sink.acceptedLines()).isEqualTo(1);
    }

    @Test
    void countsLossAndKeepsWhatThePlatformSays() {
        sink.accept("spool", 2, List.of(LogLine.lost(app, NOW_NANOS, 12), line(app, NOW_NANOS, "after")), 12);
        sink.platformLine(app, "Instance 0 was restarted");

        var page = store.search(LogFilter.NONE.query(app, 10));
        assertThat(page.lostLines()).isEqualTo(12);
        assertThat(sink.lostLines()).isEqualTo(12);
        assertThat(texts(page)).containsExactly("after", "Instance 0 was restarted");
        assertThat(page.lines().getLast().level()).isEqualTo(Level.INFO);
    }
}
