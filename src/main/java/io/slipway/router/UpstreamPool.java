package io.slipway.router;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waiting connections of one thread to one endpoint, and that thread's counts of it. */
final class UpstreamPool {

    /**
     * A request that must not be sent twice gets a waiting connection only if it was in use this recently: an app may be closing an
     * older one at this very moment, and the request would be lost.
     */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Upstream upstream;
    private final TrafficCounters counters;
    private final int max;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();

    UpstreamPool(Upstream upstream, TrafficCounters counters, int max) {
        this.upstream = upstream;
        this.counters = counters;
        this.max = max;
    }

    Upstream upstream() {
        return upstream;
    }

    TrafficCounters counters() {
        return counters;
    }

    /** The connection used last, or null. */
    @Nullable UpstreamConnection take(boolean replayable, long now) {
        UpstreamConnection last = idle.peekLast();
        if (last == null || (!replayable && now - last.idleSince() > FRESH_NANOS)) {
            return null;
        }
        return idle.pollLast();
    }

    /** Keeps a connection for the next request; false if it should be closed. */
    boolean give(UpstreamConnection connection) {
        if (idle.size() >= max || upstream.isRemoved()) {
            return false;
        }
        idle.addLast(connection);
        return true;
    }

    void forget(UpstreamConnection connection) {
        idle.remove(connection);
    }

    void closeIdleSince(long nanos) {
        UpstreamConnection oldest = idle.peekFirst();
        while (oldest != null && oldest.idleSince() - nanos < 0) {
            idle.pollFirst();
            oldest.close();
            oldest = idle.peekFirst();
        }
    }

    void closeIdle() {
        for (UpstreamConnection next = idle.poll(); next != null; next = idle.poll()) {
            next.close();
        }
    }
}
