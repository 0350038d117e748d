package io.slipway.logs;

import io.slipway.kernel.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The one thread that syncs the store and applies its limits. Whoever needs a line on disk asks with {@link #durable}; all who ask
 * while a sync runs share the next one.
 */
final class LogHousekeeping implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LogHousekeeping.class);
    /** Between two syncs, so that a stream of small batches does not turn into a stream of small syncs. */
    private static final Duration SYNC_PAUSE = Duration.ofMillis(30);

    private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(1);
    private static final Duration STOP_WAIT = Duration.ofSeconds(4);

    private final SegmentLogStore store;
    private final LogBroker broker;
    private final Duration flushInterval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private volatile boolean running;
    private Thread thread = new Thread();

    LogHousekeeping(SegmentLogStore store, LogBroker broker, LogProperties limits) {
        this.store = store;
        this.broker = broker;
        this.flushInterval = limits.flushInterval();
    }

    /** Completes when everything that is in the store now is on disk, or fails with {@code Unavailable}. */
    CompletableFuture<Void> durable() {
        var future = new CompletableFuture<Void>();
        lock.lock();
        try {
            waiting.add(future);
            asked.signal();
        } finally {
            lock.unlock();
        }
        return future;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("log-housekeeping").daemon().start(this::run);
    }

    /** Streams end first: the web server waits for its open requests. */
    @Override
    public void stop() {
        broker.close();
        running = false;
        thread.interrupt();
        try {
            thread.join(STOP_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        long nextExpiry = System.nanoTime();
        while (running) {
            try {
                var asking = await();
                sync(asking);
                if (System.nanoTime() - nextExpiry >= 0) {
                    nextExpiry = System.nanoTime() + EXPIRY_INTERVAL.toNanos();
                    store.expire();
                }
                TimeUnit.NANOSECONDS.sleep(SYNC_PAUSE.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<CompletableFuture<Void>> await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = flushInterval.toNanos();
            while (waiting.isEmpty() && left > 0) {
                left = asked.awaitNanos(left);
            }
            var asking = waiting;
            waiting = new ArrayList<>();
            return asking;
        } finally {
            lock.unlock();
        }
    }

    private void sync(List<CompletableFuture<Void>> asking) {
        try {
            store.flush();
            asking.forEach(future -> future.complete(null));
        } catch (PlatformException e) {
            LOG.atWarn().setCause(e).log("Log lines could not be synced; agents keep theirs and send them again");
            asking.forEach(future -> future.completeExceptionally(e));
        }
    }
}
