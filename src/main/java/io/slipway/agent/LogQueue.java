package io.slipway.agent;

import io.slipway.protocol.LogEntry;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Lines that do not come from files: of the router, of the platform, of the engine's API. Never makes its callers wait. */
final class LogQueue {

    private static final int CAPACITY = 20_000;

    private final ArrayBlockingQueue<LogEntry> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Map<String, Long> lost = new ConcurrentHashMap<>();

    void offer(LogEntry entry) {
        if (!waiting.offer(entry)) {
            lost.merge(entry.getAppId(), 1L, Long::sum);
        }
    }

    /** Hands out what is waiting, at most {@code most}, then what was lost per app. Returns whether there was anything. */
    boolean drain(int most, Consumer<LogEntry> entries, BiConsumer<String, Long> losses) {
        int count = 0;
        LogEntry entry = waiting.poll();
        while (entry != null) {
            entries.accept(entry);
            entry = ++count < most ? waiting.poll() : null;
        }
        for (var app : lost.keySet()) {
            var lines = lost.remove(app);
            if (lines != null) {
                losses.accept(app, lines);
            }
        }
        return count > 0;
    }
}
