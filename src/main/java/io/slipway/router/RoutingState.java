package io.slipway.router;

import java.util.concurrent.atomic.AtomicInteger;

/** What all threads of a router look at. */
final class RoutingState {

    private final AtomicInteger connections = new AtomicInteger();
    private volatile RouteIndex index = RouteIndex.empty();
    private volatile boolean closing;

    RouteIndex index() {
        return index;
    }

    void replace(RouteIndex next) {
        index = next;
    }

    /** Counts a client's connection in; false if there are too many. */
    boolean admit(int max) {
        if (connections.incrementAndGet() <= max) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    void leave() {
        connections.decrementAndGet();
    }

    void beginClosing() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }
}
