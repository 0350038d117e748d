package io.slipway.agent;

import com.google.protobuf.ByteString;
import io.slipway.protocol.LogEntry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers lines of all tails into batches for the spool and holds apps to their allowance. Used by the tail thread only. */
final class LogGather {

    private static final int BATCH_BYTES = 256 * 1024;
    private static final int ENTRY_BYTES = 140;

    private final LogSpool spool;
    private final Clock clock;
    private final int linesPerSecond;
    private final Map<String, LogAllowance> allowances = new HashMap<>();
    private final Map<String, LogPosition> positions = new LinkedHashMap<>();
    private List<LogEntry> entries = new ArrayList<>();
    private int bytes;

    LogGather(LogSpool spool, Clock clock, int linesPerSecond) {
        this.spool = spool;
        this.clock = clock;
        this.linesPerSecond = linesPerSecond;
    }

    /** Adds a line to {@code template}'s writer unless its app has used up its allowance. */
    void add(LogEntry template, boolean stderr, byte[] text, int length, long timeNanos) {
        if (allowance(template.getAppId()).takes(length)) {
            put(template.toBuilder()
                    .setSource(stderr ? LogEntry.Source.STDERR : LogEntry.Source.STDOUT)
                    .setTimeNanos(timeNanos)
                    .setText(template.getText().concat(ByteString.copyFrom(text, 0, length)))
                    .build());
        }
    }

    void add(LogEntry entry) {
        boolean free = entry.getSource() == LogEntry.Source.PLATFORM;
        if (free || allowance(entry.getAppId()).takes(entry.getText().size())) {
            put(entry);
        }
    }

    void lost(String appId, long lines) {
        put(LogLoss.entry(appId, lines, nowNanos()));
    }

    void read(String containerId, LogPosition position) {
        positions.put(containerId, position);
    }

    boolean isFull() {
        return bytes >= BATCH_BYTES / 2;
    }

    /** Ends a sweep: tells apps what they lost and gives everything to the spool. */
    void endSweep(long monotonicNanos) {
        for (var allowance : allowances.entrySet()) {
            allowance.getValue().tick(monotonicNanos);
            long refused = allowance.getValue().toTell();
            if (refused > 0) {
                lost(allowance.getKey(), refused);
                notice(
                        allowance.getKey(),
                        "This app writes more than " + linesPerSecond + " lines per second; " + refused
                                + " lines were not kept.");
            }
        }
        flush();
    }

    void flush() {
        if (entries.isEmpty() && positions.isEmpty()) {
            return;
        }
        spool.append(entries, positions);
        entries = new ArrayList<>();
        positions.clear();
        bytes = 0;
    }

    void notice(String appId, String sentence) {
        put(LogEntry.newBuilder()
                .setAppId(appId)
                .setIndex(-1)
                .setSource(LogEntry.Source.PLATFORM)
                .setTimeNanos(nowNanos())
                .setText(ByteString.copyFromUtf8(sentence))
                .build());
    }

    /** Forgets the allowance of an app that has no container here any more. */
    void forget(String appId) {
        allowances.remove(appId);
    }

    private void put(LogEntry entry) {
        entries.add(entry);
        bytes += entry.getText().size() + ENTRY_BYTES;
    }

    private LogAllowance allowance(String appId) {
        return allowances.computeIfAbsent(appId, id -> new LogAllowance(linesPerSecond, System.nanoTime()));
    }

    private long nowNanos() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    /** A position that could be read; files may vanish while one looks at them. */
    void read(String containerId, JsonFileTail tail) throws IOException {
        read(containerId, tail.position());
    }
}
