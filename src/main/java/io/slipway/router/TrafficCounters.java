package io.slipway.router;

import io.slipway.kernel.AppId;
import io.slipway.kernel.LatencyBuckets;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** Counts of one instance on one thread: that thread writes, whoever takes the step reads and remembers what it took before. */
final class TrafficCounters {

    static final int CLASSES = 5;

    private final AppId appId;
    private final @Nullable Endpoint endpoint;
    private final AtomicLongArray counts = new AtomicLongArray(CLASSES + LatencyBuckets.COUNT);
    private final long[] taken = new long[CLASSES + LatencyBuckets.COUNT];
    private volatile boolean retired;

    TrafficCounters(AppId appId, @Nullable Endpoint endpoint) {
        this.appId = appId;
        this.endpoint = endpoint;
    }

    AppId appId() {
        return appId;
    }

    @Nullable Endpoint endpoint() {
        return endpoint;
    }

    /** Counts a response; only by the thread that owns these counters, which makes a plain increment enough. */
    void count(int status, long micros) {
        int kind = Math.min(Math.max(status / 100 - 1, 0), CLASSES - 1);
        counts.setRelease(kind, counts.getPlain(kind) + 1);
        int bucket = CLASSES + LatencyBuckets.indexOf(micros);
        counts.setRelease(bucket, counts.getPlain(bucket) + 1);
    }

    /** Nothing will be counted here any more. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    /** Adds what came since the last call; false if nothing did. Called by one thread at a time. */
    boolean drainTo(long[] responses, long[] latency) {
        boolean any = false;
        for (int i = 0; i < taken.length; i++) {
            long now = counts.getAcquire(i);
            long delta = now - taken[i];
            if (delta != 0) {
                taken[i] = now;
                any = true;
                if (i < CLASSES) {
                    responses[i] += delta;
                } else {
                    latency[i - CLASSES] += delta;
                }
            }
        }
        return any;
    }
}
