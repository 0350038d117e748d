package io.slipway.agent;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures every {@link #STEP_MILLIS} on the full ten seconds of the wall clock, so that the steps of all hosts fall on one
 * grid, and hands each step to the shipper. One thread, which owns the sampler.
 */
final class MetricLoop implements AutoCloseable {

    static final long STEP_MILLIS = 10_000;

    private static final long STOP_WITHIN_MILLIS = 2_000;
    private static final Logger log = LoggerFactory.getLogger(MetricLoop.class);

    private final MetricSampler sampler;
    private final MetricShipper shipper;
    private final Clock clock;
    // Guards stopped; nothing else happens under it.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private boolean stopped;
    private @Nullable Thread thread;

    MetricLoop(MetricSampler sampler, MetricShipper shipper, Clock clock) {
        this.sampler = sampler;
        this.shipper = shipper;
        this.clock = clock;
    }

    /** Starts measuring; call once. */
    void start() {
        thread = Thread.ofPlatform().name("metrics").daemon().start(this::run);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (thread != null) {
                thread.join(STOP_WITHIN_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                step();
            } while (waitForNextStep());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        try {
            sampler.sample().ifPresent(shipper::offer);
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("Could not measure the containers; trying again with the next step");
        }
    }

    /** Whether there is a next step: false once stopped. */
    private boolean waitForNextStep() throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS - Math.floorMod(clock.millis(), STEP_MILLIS));
            while (!stopped && nanos > 0) {
                nanos = stopping.awaitNanos(nanos);
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }
}
