package io.slipway.router;

import io.slipway.kernel.AppId;
import io.slipway.kernel.LatencyBuckets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts responses and their latency per instance. Each thread of a router counts into its own counters, and they are added when
 * a step is taken. Bounded by instances of the table times threads. Thread-safe.
 */
public final class TrafficRecorder {

    private record Key(AppId appId, @Nullable Endpoint endpoint) {}

    private final List<TrafficCounters> counters = new ArrayList<>();

    /** Counters for one thread; {@code endpoint} is null for answers of the router itself. */
    synchronized TrafficCounters open(AppId appId, @Nullable Endpoint endpoint) {
        TrafficCounters opened = new TrafficCounters(appId, endpoint);
        counters.add(opened);
        return opened;
    }

    /** Returns what was counted since the last call; instances without traffic are absent. */
    public synchronized List<Traffic> takeStep() {
        Map<Key, Traffic> steps = new HashMap<>();
        for (Iterator<TrafficCounters> all = counters.iterator(); all.hasNext(); ) {
            TrafficCounters next = all.next();
            boolean retired = next.isRetired();
            Key key = new Key(next.appId(), next.endpoint());
            Traffic sum = steps.computeIfAbsent(key, TrafficRecorder::nothing);
            next.drainTo(sum.responses(), sum.latency());
            if (retired) {
                all.remove();
            }
        }
        return steps.values().stream().filter(TrafficRecorder::isAny).toList();
    }

    private static Traffic nothing(Key key) {
        Endpoint endpoint = key.endpoint();
        long[] responses = new long[TrafficCounters.CLASSES];
        long[] latency = new long[LatencyBuckets.COUNT];
        return endpoint == null
                ? new Traffic(key.appId(), null, null, -1, 0, responses, latency)
                : new Traffic(
                        key.appId(),
                        endpoint.processId(),
                        endpoint.instanceId(),
                        endpoint.index(),
                        endpoint.release(),
                        responses,
                        latency);
    }

    private static boolean isAny(Traffic traffic) {
        for (long count : traffic.responses()) {
            if (count != 0) {
                return true;
            }
        }
        return false;
    }
}
