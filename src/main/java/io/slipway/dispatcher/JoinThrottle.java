package io.slipway.dispatcher;

import io.slipway.kernel.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Bounds how often one address may try to join with a wrong token: each try costs a look into the store and a line in the log.
 * In memory and bounded; the address that was longest silent is forgotten first. Thread-safe.
 */
@Component
class JoinThrottle {

    static final int FREE_FAILURES = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MAX_ADDRESSES = 10_000;

    private record Failures(int count, Instant since) {}

    private final Clock clock;

    // Guarded by this.
    private final Map<String, Failures> failures = BoundedMap.ofLastUsed(MAX_ADDRESSES);

    JoinThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Whether an address may try now. */
    synchronized boolean admits(String address) {
        var known = failures.get(address);
        return known == null || isOver(known) || known.count() < FREE_FAILURES;
    }

    synchronized void failed(String address) {
        var known = failures.get(address);
        failures.put(
                address,
                known == null || isOver(known)
                        ? new Failures(1, clock.instant())
                        : new Failures(known.count() + 1, known.since()));
    }

    private boolean isOver(Failures known) {
        return !known.since().plus(WINDOW).isAfter(clock.instant());
    }
}
