package io.slipway.logs;

import static io.slipway.logs.LogFixtures.NOW_NANOS;
import static io.slipway.logs.LogFixtures.line;
import static io.slipway.logs.LogFixtures.lines;
import static io.slipway.logs.LogFixtures.store;
import static io.slipway.logs.LogFixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.AppId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class SegmentLogStoreTest {

    private final AppId app = AppId.create();

    @TempDir
    Path folder;

    @Test
    void readsLinesBackInTheirOrderOverManyBlocks() {
        var store = store(folder);
        append(store, 0, 20_000);

        var newest = store.search(LogQuery.newest(app, 100));
        var oldest = store.search(LogFilter.NONE.query(app, 100));

        assertThat(newest.lines()).hasSize(100).isSortedAccordingTo((a, b) -> Long.compare(a.cursor(), b.cursor()));
        assertThat(newest.lines().getLast().text()).startsWith("request number 19999 ");
        assertThat(newest.more()).isTrue();
        assertThat(oldest.lines().getFirst().text()).startsWith("request number 0 ");
    }

    @Test
    void pagesForwardAndBackwardByCursorWithoutGapOrRepetition() {
        var store = store(folder);
        append(store, 0, 5_000);

        long cursor = 0;
        int count = 0;
        LogPage page;
        do {
            page = store.search(LogFilter.NONE.query(app, 700).between(cursor, Long.MAX_VALUE));
            count += page.lines().size();
            cursor = page.lines().getLast().cursor();
        } while (page.more());

        assertThat(count).isEqualTo(5_000);
        var before = store.search(LogQuery.newest(app, 10).between(0, cursor));
        assertThat(before.lines().getLast().cursor()).isEqualTo(cursor - 1);
    }

    @Test
    void findsAWordWithinALongerWordAndWithoutRegardToCase() {
        var store = store(folder);
        append(store, 0, 3_000);
        store.append(app, List.of(line(app, NOW_NANOS, "id=xxA3F9C2E1yy Straße ÄRGER")));
        append(store, 3_000, 6_000);

        assertThat(texts(search(store, "a3f9c2e1"))).hasSize(1);
        assertThat(texts(search(store, "ärger straße"))).hasSize(1);
        assertThat(texts(search(store, "a3f9c2e2"))).isEmpty();
    }

    @Test
    void keepsWhatWasFlushedWhenTheProcessDies() {
        var store = store(folder);
        append(store, 0, 4_000);
        store.flush();
        append(store, 4_000, 4_010);

        var again = store(folder);

        var page = again.search(LogQuery.newest(app, 5_000));
        assertThat(page.lines()).hasSize(4_000);
        append(again, 5_000, 5_001);
        var after = again.search(LogQuery.newest(app, 1)).lines().getFirst();
        assertThat(after.cursor()).isGreaterThan(page.lines().getLast().cursor() + 10);
    }

    @Test
    void cutsATornBlockOffAndGoesOn() throws IOException {
        var store = store(folder);
        append(store, 0, 10_000);
        store.close();
        var segment = files(Segment.SUFFIX).getLast();
        try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(file.length() - 7);
        }

        var again = store(folder);
        append(again, 10_000, 10_100);
        again.flush();

        var page = again.search(LogFilter.NONE.query(app, 5_000));
        assertThat(page.lines()).hasSize(5_000);
        assertThat(texts(again.search(LogQuery.newest(app, 1))))
                .first()
                .asString()
                .startsWith("request number 10099 ");
        assertThat(texts(search(again, "\"number 10050 \""))).hasSize(1);
    }

    @Test
    void cutsATornTailOffButKeepsItsWholeFrames() throws IOException {
        var store = store(folder);
        append(store, 0, 100);
        store.flush();
        append(store, 100, 200);
        store.flush();
        var tail = files(TailFile.SUFFIX).getLast();
        try (var file = new RandomAccessFile(tail.toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }

        var again = store(folder);

        assertThat(again.search(LogQuery.newest(app, 500)).lines()).hasSize(100);
        assertThat(files(TailFile.SUFFIX)).isEmpty();
    }

    @Test
    void storesAShipmentOnceEvenOverACrash() {
        var store = store(folder);
        store.append(app, lines(app, 0, 10), "spool", 1);
        store.append(app, lines(app, 10, 20), "spool", 2);
        store.flush();
        store.append(app, lines(app, 20, 30), "spool", 3);

        var again = store(folder);

        assertThat(again.append(app, lines(app, 10, 20), "spool", 2)).isEmpty();
        assertThat(again.append(app, lines(app, 20, 30), "spool", 3)).hasSize(10);
        assertThat(again.append(app, lines(app, 20, 30), "spool", 3)).isEmpty();
        assertThat(again.append(app, lines(app, 0, 5), "other spool", 1)).hasSize(5);
        assertThat(again.search(LogQuery.newest(app, 500)).lines()).hasSize(35);
    }

    @Test
    void dropsTheOldestSegmentsBeyondTheSizeLimit() throws IOException {
        var store = store(folder, DataSize.ofKilobytes(64), (id, stored) -> {});
        append(store, 0, 60_000);
        store.flush();

        store.expire();

        assertThat(size()).isLessThan(64 * 1024 + 40 * 1024);
        assertThat(texts(store.search(LogQuery.newest(app, 1))))
                .first()
                .asString()
                .startsWith("request number 59999 ");
        assertThat(texts(search(store, "\"number 5 \""))).isEmpty();
    }

    @Test
    void dropsLinesThatAreTooOld() {
        var store = store(folder);
        store.append(app, List.of(line(app, NOW_NANOS - 8L * 86_400 * 1_000_000_000, "long ago")));
        store.close();

        store.expire();

        assertThat(store.search(LogQuery.newest(app, 10)).lines()).isEmpty();
    }

    @Test
    void countsLossAtItsPlace() {
        var store = store(folder);
        append(store, 0, 10);
        store.append(app, List.of(LogLine.lost(app, NOW_NANOS, 42)));
        append(store, 10, 5_000);
        store.close();

        assertThat(store.search(LogFilter.NONE.query(app, 5_000)).lostLines()).isEqualTo(42);
        assertThat(search(store, "nothing-like-this").lostLines()).isEqualTo(42);
        assertThat(store.search(LogQuery.newest(app, 10)).lostLines()).isZero();
        assertThat(store.search(LogFilter.NONE.query(app, 5_000)).lines()).hasSize(4_999 + 1);
    }

    @Test
    void forgetsADroppedAppAndWhatStillComesOfIt() throws IOException {
        var store = store(folder);
        append(store, 0, 5_000);
        store.flush();

        store.drop(app);

        assertThat(store.append(app, lines(app, 0, 1))).isEmpty();
        assertThat(store.search(LogQuery.newest(app, 10)).lines()).isEmpty();
        assertThat(files("")).isEmpty();
    }

    @Test
    void countsLinesOverTime() {
        var store = store(folder);
        append(store, 0, 10_000);

        var query = new LogQuery(
                app,
                NOW_NANOS,
                NOW_NANOS + 10_000_000_000L,
                0,
                Long.MAX_VALUE,
                List.of(),
                List.of(),
                java.util.Set.of(),
                Writers.ALL,
                java.util.Set.of(),
                false,
                1);

        assertThat(store.histogram(query, 10).buckets())
                .containsOnly(new LogHistogram.Bucket(0, 0, 1_000))
                .hasSize(10);
    }

    private LogPage search(LogStore store, String filter) {
        return store.search(LogFilter.parse(filter).query(app, 5_000));
    }

    private void append(LogStore store, int from, int to) {
        for (int at = from; at < to; at += 500) {
            store.append(app, lines(app, at, Math.min(to, at + 500)));
        }
    }

    private List<Path> files(String suffix) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(
                            path -> Files.isRegularFile(path) && path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private long size() throws IOException {
        long sum = 0;
        for (var file : files(Segment.SUFFIX)) {
            sum += Files.size(file);
        }
        return sum;
    }
}
