package io.slipway.logs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One follower's queue of lines. Filled by the writer, emptied by one reader. */
final class LogSubscription implements AutoCloseable {

    /** Lines that wait at most. */
    static final int MOST_LINES = 10_000;

    /** Text that waits at most, in characters. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    /** What came since the last call: lines, then how many were pushed out before them. */
    record Batch(List<LogLine> lines, long skipped, boolean ended) {}

    private final Consumer<LogSubscription> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<LogLine> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long skipped;
    private boolean ended;

    LogSubscription(Consumer<LogSubscription> onClose) {
        this.onClose = onClose;
    }

    void offer(List<LogLine> lines) {
        lock.lock();
        try {
            for (var line : lines) {
                waiting.addLast(line);
                waitingBytes += line.text().length();
            }
            while (waiting.size() > MOST_LINES || (waitingBytes > MOST_BYTES && waiting.size() > 1)) {
                var oldest = waiting.removeFirst();
                waitingBytes -= oldest.text().length();
                skipped += Math.max(1, oldest.lostLines());
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for lines, at most {@code timeout}; an empty batch when none came. */
    Batch take(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (waiting.isEmpty() && !ended && left > 0) {
                left = arrived.awaitNanos(left);
            }
            var batch = new Batch(new ArrayList<>(waiting), skipped, ended);
            waiting.clear();
            waitingBytes = 0;
            skipped = 0;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
