package io.slipway.logs;

import java.nio.charset.StandardCharsets;

/**
 * A numbered batch of an agent's spool.
 *
 * @param spool hash of the spool's id; ids are random, so 64 bits tell them apart
 * @param sequence rises within the spool
 */
record Shipment(long spool, long sequence) {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    static Shipment of(String spoolId, long sequence) {
        long hash = OFFSET;
        for (byte b : spoolId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * PRIME;
        }
        return new Shipment(hash, sequence);
    }
}
