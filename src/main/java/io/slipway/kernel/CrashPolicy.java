package io.slipway.kernel;

import java.time.Duration;
import java.util.Optional;

/**
 * When a crashed instance is started again: Diego's table. The first two times at once, then with doubling waits, and not for ever.
 * One table for the server, which makes new incarnations, and for agents, which restart containers while it is away.
 */
public final class CrashPolicy {

    /** So many crashes in a row, and nobody tries again until somebody restarts the app: after about two days. */
    public static final int GIVEN_UP_AT = 200;

    /** Health for this long makes the next crash the first one again. */
    public static final Duration HEALTHY_AFTER = Duration.ofMinutes(5);

    /** The reason of an end that was the container engine's own: no crash, and what came before it counts no more. */
    public static final String ENGINE_STOPPED = "engine-stopped";

    /** The reason of an end because the host had no word from the server for its lease: no crash of the app either. */
    public static final String LEASE_ENDED = "lease-ended";

    private static final int AT_ONCE_BELOW = 3;
    private static final int LARGEST_SHIFT = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(16);

    private CrashPolicy() {}

    /** The wait after the {@code crashes}-th crash in a row; empty when the index is given up until somebody restarts it. */
    public static Optional<Duration> waitAfter(int crashes) {
        if (crashes >= GIVEN_UP_AT) {
            return Optional.empty();
        }
        if (crashes < AT_ONCE_BELOW) {
            return Optional.of(Duration.ZERO);
        }
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(crashes - AT_ONCE_BELOW, LARGEST_SHIFT));
        return Optional.of(doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled);
    }
}
