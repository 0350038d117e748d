package io.slipway.orchestrator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.slipway.kernel.KeyedWorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One named thread that works on keys, one after the other, or the same thing one step at a time. Work that throws comes back
 * after a second: what it needs may be there by then, and an optimistic lock is won by reading again.
 *
 * @param <K> the key
 */
final class KeyedLoop<K> {

    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(KeyedLoop.class);
    private static final long LONGEST_WAIT_MILLIS = 250;
    private static final Duration SHORTEST_STEP = Duration.ofMillis(1);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(4);

    private final String name;
    private final Clock clock;
    private final KeyedWorkQueue<K> queue;
    private final Consumer<K> work;
    private volatile @Nullable Timer timer;
    private volatile @Nullable Thread thread;

    KeyedLoop(String name, Clock clock, Consumer<K> work) {
        this.name = name;
        this.clock = clock;
        this.queue = new KeyedWorkQueue<>(clock);
        this.work = work;
    }

    /** Has its steps timed from now on: their number and how long they take, as {@code slipway.loop.time}. */
    void measureIn(MeterRegistry registry) {
        timer = Timer.builder("slipway.loop.time")
                .description("One step of a control loop")
                .tag("loop", name)
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST_STEP)
                .maximumExpectedValue(LONGEST_STEP)
                .register(registry);
    }

    void add(K key) {
        queue.add(key);
    }

    void addAt(K key, Instant at) {
        queue.addAt(key, at);
    }

    /** Works on one key that is due; false when none was. */
    boolean step() {
        return workOn(queue.poll());
    }

    void start() {
        var made = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
        // Known before it runs, for it runs only as long as it is the known one.
        thread = made;
        made.start();
    }

    /** Lets the present work end, for a few seconds. Never interrupts: that would close the database's file under everybody. */
    void stop() {
        var running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        try {
            running.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (thread == Thread.currentThread()) {
                workOn(queue.await(LONGEST_WAIT_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean workOn(Optional<K> taken) {
        taken.ifPresent(key -> {
            long started = System.nanoTime();
            try {
                work.accept(key);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("loop", name)
                        .addKeyValue("key", key)
                        .setCause(e)
                        .log("Work failed, tries again");
                queue.addAt(key, clock.instant().plus(RETRY_AFTER));
            } finally {
                var measured = timer;
                if (measured != null) {
                    measured.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                }
                queue.done(key);
            }
        });
        return taken.isPresent();
    }
}
