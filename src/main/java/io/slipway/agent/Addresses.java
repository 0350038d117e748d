package io.slipway.agent;

import io.slipway.kernel.PrivateFiles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out the addresses of this host's subnet in turn, so that one comes back as late as possible, and not before its
 * quarantine has ended: a router that was cut off could show one tenant's app to another. Where the turn stands is on disk.
 */
final class Addresses {

    /** Longer than any connected router needs to apply a table without the address. */
    static final Duration QUARANTINE = Duration.ofSeconds(60);

    private static final String CURSOR = "address-cursor";

    private final PrivateFiles files;
    private final Clock clock;
    private final int network;
    private final int count;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Instant> freeAgain = new HashMap<>();
    private int cursor;

    /** @param subnet CIDR of IPv4, between /16 and /29; its first address belongs to the bridge */
    Addresses(String subnet, PrivateFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        var parts = subnet.split("/", -1);
        int bits = Integer.parseInt(parts[1]);
        if (bits < 16 || bits > 29) {
            throw new IllegalArgumentException("A host's subnet is between /16 and /29, not " + subnet);
        }
        this.count = 1 << (32 - bits);
        this.network = number(parts[0]) & -count;
        this.cursor = files.read(CURSOR)
                .map(bytes -> Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII).strip()))
                .orElse(1);
    }

    /** The next free address; empty when all are used or in quarantine. */
    synchronized Optional<String> next() {
        for (int tries = 0; tries < count; tries++) {
            cursor = cursor + 1 >= count - 1 ? 2 : cursor + 1;
            var address = text(network + cursor);
            if (!used.contains(address) && !isQuarantined(address)) {
                used.add(address);
                files.write(CURSOR, Integer.toString(cursor).getBytes(StandardCharsets.US_ASCII));
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /** Marks an address as used by something that was found running. */
    synchronized void adopt(String address) {
        used.add(address);
    }

    /** Gives an address back; it is handed out again after its quarantine. */
    synchronized void release(String address) {
        used.remove(address);
        freeAgain.put(address, clock.instant().plus(QUARANTINE));
    }

    boolean contains(String address) {
        return !address.isEmpty() && (number(address) & -count) == network;
    }

    private boolean isQuarantined(String address) {
        var until = freeAgain.get(address);
        if (until == null) {
            return false;
        }
        if (until.isAfter(clock.instant())) {
            return true;
        }
        freeAgain.remove(address);
        return false;
    }

    private static int number(String address) {
        int number = 0;
        for (var part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String text(int number) {
        return (number >>> 24) + "." + (number >>> 16 & 0xFF) + "." + (number >>> 8 & 0xFF) + "." + (number & 0xFF);
    }
}
