package io.slipway.iam;

import io.slipway.kernel.BoundedMap;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: after {@link #FREE_FAILURES} failures of a name, or {@link #FREE_FAILURES_OF_ADDRESS} from an address,
 * each further one doubles the wait, up to {@link #MAX_WAIT}. Kept in memory, so a restart forgets; thread-safe.
 */
@Component
class LoginThrottle {

    static final int FREE_FAILURES = 5;

    /** More than for a name: many people may sign in from one address, or through a proxy on this very machine. */
    static final int FREE_FAILURES_OF_ADDRESS = 20;

    static final Duration MAX_WAIT = Duration.ofMinutes(15);
    static final Duration FORGET_AFTER = Duration.ofHours(1);
    static final int MAX_ENTRIES = 10_000;

    private static final int MAX_DOUBLINGS = 16;

    /** What is known of a name or address; {@code until} is when the next try counts again. */
    private record Failures(int count, Instant last, Instant until) {}

    // Guarded by itself.
    private final Map<String, Failures> failures = BoundedMap.ofLastUsed(MAX_ENTRIES);

    private final Clock clock;

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Lets a try pass.
     *
     * @throws PlatformException.Throttled while the name or the address has to wait
     */
    void requireFree(String username, String address) {
        var now = clock.instant();
        synchronized (failures) {
            requireFree(nameKey(username), now);
            requireFree(addressKey(address), now);
        }
    }

    void failed(String username, String address) {
        var now = clock.instant();
        synchronized (failures) {
            add(nameKey(username), FREE_FAILURES, now);
            add(addressKey(address), FREE_FAILURES_OF_ADDRESS, now);
        }
    }

    /** Forgets the failures of the name; those of the address stay, or one own account would reset them. */
    void succeeded(String username) {
        synchronized (failures) {
            failures.remove(nameKey(username));
        }
    }

    /**
     * The same for API tokens, which have no name.
     *
     * @throws PlatformException.Throttled while the address has to wait
     */
    void requireTokenFree(String address) {
        synchronized (failures) {
            requireFree(tokenKey(address), clock.instant());
        }
    }

    void tokenFailed(String address) {
        synchronized (failures) {
            add(tokenKey(address), FREE_FAILURES_OF_ADDRESS, clock.instant());
        }
    }

    private void requireFree(String key, Instant now) {
        var known = failures.get(key);
        if (known != null && now.isBefore(known.until())) {
            long seconds = Math.max(
                    1, Duration.between(now, known.until()).plusMillis(999).toSeconds());
            throw new PlatformException.Throttled(
                    "Too many failed attempts. Try again in " + seconds + " seconds.", seconds);
        }
    }

    private void add(String key, int free, Instant now) {
        var known = failures.get(key);
        boolean counts = known != null && !known.last().plus(FORGET_AFTER).isBefore(now);
        int count = known != null && counts ? known.count() + 1 : 1;
        failures.put(key, new Failures(count, now, now.plus(waitAfter(count, free))));
    }

    private static Duration waitAfter(int count, int free) {
        if (count < free) {
            return Duration.ZERO;
        }
        var wait = Duration.ofSeconds(1L << Math.min(count - free, MAX_DOUBLINGS));
        return wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
    }

    private static String nameKey(String username) {
        return "name:" + username.substring(0, Math.min(username.length(), 63));
    }

    private static String tokenKey(String address) {
        return "token:" + address;
    }

    private static String addressKey(String address) {
        return "address:" + address;
    }
}
