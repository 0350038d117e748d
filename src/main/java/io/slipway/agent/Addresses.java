package io.slipway.agent;

import io.slipway.kernel.Cidr;
import io.slipway.kernel.PrivateFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out the addresses of this host's subnet in turn, so that one comes back as late as possible, and not before its
 * {@link Quarantine} has ended. Where the turn stands is on disk.
 */
final class Addresses {

    private static final String CURSOR = "address-cursor";

    private final PrivateFiles files;
    private final Quarantine quarantine;
    private final Cidr subnet;
    private final int count;
    private final Set<String> used = new HashSet<>();
    private int cursor;

    /** @param subnet CIDR of IPv4, between /16 and /29; its first address belongs to the bridge */
    Addresses(String subnet, PrivateFiles files, Quarantine quarantine) {
        this.files = files;
        this.quarantine = quarantine;
        this.subnet = Cidr.of(subnet);
        if (this.subnet.bits() < 16 || this.subnet.bits() > 29) {
            throw new IllegalArgumentException("A host's subnet is between /16 and /29, not " + subnet);
        }
        this.count = (int) this.subnet.size();
        this.cursor = files.read(CURSOR)
                .map(bytes -> Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII).strip()))
                .orElse(1);
    }

    /** The next free address; empty when all are used or in quarantine. */
    synchronized Optional<String> next() {
        for (int tries = 0; tries < count; tries++) {
            cursor = cursor + 1 >= count - 1 ? 2 : cursor + 1;
            var address = subnet.address(cursor);
            if (!used.contains(address) && !quarantine.holds(address)) {
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
        quarantine.add(address);
    }

    boolean contains(String address) {
        return !address.isEmpty() && subnet.contains(address);
    }

    /** Why {@link #next} gave none, and what to do. */
    String shortage() {
        int waiting = quarantine.size();
        return waiting == 0
                ? "This host has no free address left; move apps to other hosts."
                : ("This host has no free address left; %d used ones wait until every router has heard of it. Bring back or remove hosts"
                                + " that are unreachable.")
                        .formatted(waiting);
    }
}
