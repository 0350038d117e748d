package io.slipway.store;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets many callers share one slow sync: whoever comes while a sync runs waits for the next one, which one of them runs for all.
 * A caller returns only after a sync that began after its call.
 */
final class GroupSync {

    private final Runnable sync;
    /** Guards {@link #requested}, {@link #synced} and {@link #running}; not held while the sync runs. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition finished = lock.newCondition();
    private long requested;
    private long synced;
    private boolean running;

    /** Shares {@code sync}, which must throw when it could not make everything durable. */
    GroupSync(Runnable sync) {
        this.sync = sync;
    }

    /** Returns when everything that happened before the call is durable; throws what the sync threw. */
    void await() {
        lock.lock();
        try {
            long ticket = ++requested;
            while (synced < ticket) {
                if (running) {
                    finished.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        long target = requested;
        running = true;
        lock.unlock();
        boolean done = false;
        try {
            sync.run();
            done = true;
        } finally {
            lock.lock();
            running = false;
            if (done) {
                synced = target;
            }
            finished.signalAll();
        }
    }
}
