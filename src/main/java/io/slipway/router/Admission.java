package io.slipway.router;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections up to a limit. Thread-safe. */
final class Admission {

    private final AtomicInteger connections = new AtomicInteger();

    /** Counts a connection in; false if there are too many. */
    boolean enter(int max) {
        if (connections.incrementAndGet() <= max) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    void leave() {
        connections.decrementAndGet();
    }
}
