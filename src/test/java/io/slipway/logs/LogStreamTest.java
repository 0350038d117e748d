package io.slipway.logs;

import static io.slipway.logs.LogFixtures.NOW_NANOS;
import static io.slipway.logs.LogFixtures.line;
import static io.slipway.logs.LogFixtures.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class LogStreamTest {

    private final AppId app = AppId.create();
    private final LogBroker broker = new LogBroker();

    @TempDir
    Path folder;

    private SegmentLogStore store;

    @BeforeEach
    void openStore() {
        store = LogFixtures.store(folder, DataSize.ofMegabytes(64), broker);
    }

    @Test
    void deliversWhatComesAndOnlyThat() throws InterruptedException {
        store.append(app, lines(app, 0, 10));
        try (var stream = stream("number", 0)) {
            store.append(app, lines(app, 10, 12));
            store.append(app, List.of(line(app, NOW_NANOS, "something else")));
            store.append(AppId.create(), lines(app, 50, 60));

            assertThat(stream.next(Duration.ofSeconds(5)).lines())
                    .extracting(LogLine::text)
                    .allMatch(text -> text.startsWith("request number 1"))
                    .hasSize(2);
            assertThat(stream.next(Duration.ZERO).isEmpty()).isTrue();
        }
    }

    @Test
    void resumesBehindACursorWithoutGapOrRepetition() throws InterruptedException {
        var stored = new ArrayList<>(store.append(app, lines(app, 0, 100)));
        try (var stream = stream("", stored.get(39).cursor())) {
            stored.addAll(store.append(app, lines(app, 100, 120)));

            var got = new ArrayList<>(stream.next(Duration.ofSeconds(5)).lines());
            got.addAll(stream.next(Duration.ofSeconds(5)).lines());
            assertThat(got).isEqualTo(stored.subList(40, 120));
        }
    }

    @Test
    void countsWhatAResumedStreamHasMissedBeyondItsLimit() throws InterruptedException {
        var first = store.append(app, lines(app, 0, 1)).getFirst();
        store.append(app, lines(app, 1, 7_001));
        try (var stream = stream("", first.cursor())) {
            var event = stream.next(Duration.ofSeconds(5));

            assertThat(event.lines()).hasSize(LogStream.CATCH_UP_LINES);
            assertThat(event.lost()).isEqualTo(7_000 - LogStream.CATCH_UP_LINES);
        }
    }

    @Test
    void aSlowReaderLosesTheOldestLinesAndIsToldHowMany() throws InterruptedException {
        try (var slow = broker.subscribe(app)) {
            int appended = LogSubscription.MOST_LINES + 2_500;
            for (int i = 0; i < appended; i += 500) {
                store.append(app, lines(app, i, i + 500));
            }

            var batch = slow.take(Duration.ZERO);
            assertThat(batch.lines()).hasSize(LogSubscription.MOST_LINES);
            assertThat(batch.skipped()).isEqualTo(2_500);
        }
    }

    @Test
    void skipsWhatIsTooFastForAReaderAndTellsLossAsAGap() throws InterruptedException {
        try (var stream = stream("", 0)) {
            store.append(app, List.of(LogLine.lost(app, NOW_NANOS, 7)));
            store.append(app, lines(app, 0, 6_000));

            var event = stream.next(Duration.ofSeconds(5));
            assertThat(event.lost() + event.lines().size()).isEqualTo(6_007);
            assertThat(event.lines()).hasSizeLessThanOrEqualTo(LogStream.LINES_PER_SECOND);
            assertThat(event.lines().getLast().text()).startsWith("request number 5999 ");
        }
    }

    @Test
    void writesEventsThatNoLineCanForge() {
        var stream = stream("", 0);
        store.append(app, List.of(line(app, NOW_NANOS, "a\r\n\nevent: gap\u2028\u0085\u001b]52;\"\\ä")));
        store.append(app, List.of(LogLine.lost(app, NOW_NANOS, 3)));
        var out = new ByteArrayOutputStream();
        var looks = new AtomicInteger();

        LogEvents.write(stream, out, () -> looks.getAndIncrement() < 1);

        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("event: gap\ndata: {\"lost\":3}\n\n");
        assertThat(text)
                .contains(
                        "id: 1\ndata: [{\"c\":\"1\",\"t\":1772366400000,\"i\":0,\"n\":\"instance-0\",\"r\":1,\"s\":\"out\",\"l\":\"-\",\"m\":\"a"
                                + "\\u000d\\u000a\\u000aevent: gap\\u2028\\u0085\\u001b]52;\\\"\\\\ä\"}]\n\n");
    }

    @Test
    void endsWithTheServer() throws InterruptedException {
        try (var stream = stream("", 0)) {
            broker.close();

            stream.next(Duration.ofSeconds(5));

            assertThat(stream.hasEnded()).isTrue();
            assertThatThrownBy(() -> broker.subscribe(app)).isInstanceOf(PlatformException.Unavailable.class);
        }
    }

    private LogStream stream(String filter, long after) {
        return new LogStream(
                store, broker.subscribe(app), LogFilter.parse(filter).query(app, 1), after, () -> {});
    }
}
