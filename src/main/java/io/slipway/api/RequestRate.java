package io.slipway.api;

import io.slipway.kernel.BoundedMap;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.util.Map;

/**
 * A token bucket per caller: {@link #PER_MINUTE} requests at once, refilled evenly. In memory and bounded; the caller that was
 * longest silent is forgotten first. Thread-safe.
 */
final class RequestRate {

    static final int PER_MINUTE = 600;
    static final int LARGEST_CALLERS = 10_000;

    private static final double PER_MILLI = PER_MINUTE / 60_000.0;

    private record Bucket(double left, long atMillis) {}

    private final Clock clock;
    private final Map<String, Bucket> buckets = BoundedMap.ofLastUsed(LARGEST_CALLERS);

    RequestRate(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts a request.
     *
     * @throws PlatformException.Throttled when the caller has none left
     */
    synchronized void count(String caller) {
        long now = clock.millis();
        var bucket = buckets.getOrDefault(caller, new Bucket(PER_MINUTE, now));
        double left = Math.min(PER_MINUTE, bucket.left() + Math.max(0, now - bucket.atMillis()) * PER_MILLI);
        if (left < 1) {
            buckets.put(caller, new Bucket(left, now));
            long seconds = (long) Math.ceil((1 - left) / PER_MILLI / 1000);
            throw new PlatformException.Throttled(
                    "More than " + PER_MINUTE + " requests a minute. Wait " + seconds + " s.", seconds);
        }
        buckets.put(caller, new Bucket(left - 1, now));
    }
}
