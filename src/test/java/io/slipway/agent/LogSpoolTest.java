package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.LogEntry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSpoolTest {

    private static final long BOUND = 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void keepsBatchesAndPositionsOverAKill() throws Exception {
        var spool = LogSpool.open(folder.resolve("spool"), BOUND);
        var log = Files.writeString(folder.resolve("x-json.log"), "x");
        spool.append(entries("a", 3), Map.of("c1", position(log, 10)));
        spool.append(entries("b", 2), Map.of("c1", position(log, 20)));

        var again = LogSpool.open(folder.resolve("spool"), BOUND);

        assertThat(again.position("c1"))
                .hasValueSatisfying(p -> assertThat(p.offset()).isEqualTo(20));
        assertThat(all(again)).extracting(LogBatch::getSequence).containsExactly(1L, 2L);
        assertThat(all(again))
                .extracting(LogBatch::getSpoolId)
                .containsOnly(all(spool).getFirst().getSpoolId());
    }

    @Test
    void aTornFrameTakesItsPositionWithIt() throws Exception {
        var spool = LogSpool.open(folder.resolve("spool"), BOUND);
        var log = Files.writeString(folder.resolve("x-json.log"), "x");
        spool.append(entries("a", 3), Map.of("c1", position(log, 10)));
        spool.append(entries("b", 2), Map.of("c1", position(log, 20)));
        try (var file = new RandomAccessFile(newest().toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }

        var again = LogSpool.open(folder.resolve("spool"), BOUND);
        again.append(entries("b again", 2), Map.of("c1", position(log, 20)));

        assertThat(texts(again)).startsWith("a 0", "a 1", "a 2", "b again 0");
        assertThat(all(again)).extracting(LogBatch::getSequence).containsExactly(1L, 2L);
    }

    @Test
    void sendsNothingAgainThatWasAcknowledged() throws Exception {
        var spool = LogSpool.open(folder.resolve("spool"), BOUND);
        for (int i = 0; i < 10; i++) {
            spool.append(entries("line " + i, 1), Map.of());
        }
        spool.acknowledged(7);

        assertThat(all(spool)).extracting(LogBatch::getSequence).containsExactly(8L, 9L, 10L);
        spool.acknowledged(10);
        assertThat(spool.next(0, Duration.ZERO)).isEmpty();

        LogSpool.open(folder.resolve("spool"), BOUND).append(entries("next", 1), Map.of());
        var again = LogSpool.open(folder.resolve("spool"), BOUND);
        assertThat(all(again).getLast().getSequence()).isEqualTo(11);
    }

    @Test
    void countsExactlyWhatItGaveUp() throws Exception {
        var spool = LogSpool.open(folder.resolve("spool"), BOUND);
        int written = 0;
        for (int i = 0; i < 400; i++) {
            spool.append(entries("x".repeat(1_000), 10), Map.of());
            written += 10;
        }

        long kept = all(spool).stream()
                .flatMap(b -> b.getEntriesList().stream())
                .filter(e -> lost(e) == 0)
                .count();
        long told = all(spool).stream()
                .flatMap(b -> b.getEntriesList().stream())
                .mapToLong(LogSpoolTest::lost)
                .sum();

        assertThat(size()).isLessThan(BOUND + BOUND / 4);
        assertThat(kept).isPositive();
        assertThat(kept + told).isEqualTo(written);
        assertThat(spool.droppedLines()).isEqualTo(told);
        assertThat(all(spool).getFirst().getDroppedBefore()).isEqualTo(told);
        var again = LogSpool.open(folder.resolve("spool"), BOUND);
        assertThat(all(again)).isEqualTo(all(spool));
    }

    private static long lost(LogEntry entry) {
        return entry.getSource() == LogEntry.Source.PLATFORM ? LogLoss.weight(entry) : 0;
    }

    private static List<LogEntry> entries(String text, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> LogEntry.newBuilder()
                        .setAppId("app-" + i % 2)
                        .setText(ByteString.copyFromUtf8(text + " " + i))
                        .build())
                .toList();
    }

    private static LogPosition position(Path path, long offset) {
        return new LogPosition(path.toString(), "key", offset, 0, 0, LogPosition.NOTHING, LogPosition.NOTHING);
    }

    private static List<LogBatch> all(LogSpool spool) throws IOException, InterruptedException {
        var batches = new ArrayList<LogBatch>();
        var next = spool.next(0, Duration.ZERO);
        while (next.isPresent()) {
            batches.add(next.get());
            next = spool.next(next.get().getSequence(), Duration.ZERO);
        }
        return batches;
    }

    private static List<String> texts(LogSpool spool) throws IOException, InterruptedException {
        return all(spool).stream()
                .flatMap(batch -> batch.getEntriesList().stream())
                .map(entry -> entry.getText().toStringUtf8())
                .toList();
    }

    private Path newest() throws IOException {
        try (var files = Files.list(folder.resolve("spool"))) {
            return files.sorted().toList().getLast();
        }
    }

    private long size() throws IOException {
        long sum = 0;
        try (var files = Files.list(folder.resolve("spool"))) {
            for (var file : files.toList()) {
                sum += Files.size(file);
            }
        }
        return sum;
    }
}
