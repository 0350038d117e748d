package io.slipway.kernel;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Version 7 UUIDs (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits, so that keys made later sort later and
 * index pages fill in order.
 */
public final class TimeOrderedUuid {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    private TimeOrderedUuid() {}

    /** A new id; later ids sort after earlier ones, down to the millisecond. */
    public static UUID next() {
        // The wall clock is used for ordering only; a jump costs index locality, never uniqueness.
        long high = (System.currentTimeMillis() << 16) | VERSION_7 | (RANDOM.nextInt() & 0x0FFF);
        long low = (RANDOM.nextLong() >>> 2) | VARIANT_RFC;
        return new UUID(high, low);
    }
}
