package io.slipway.hosts;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts the instances' network into one subnet per host, of 1,024 addresses each: enough that a used address can rest long before
 * it is given out again.
 */
final class Subnets {

    private static final int HOST_PREFIX = 22;
    private static final int HOST_SIZE = 1 << (32 - HOST_PREFIX);

    private final long base;
    private final long size;

    /** Reads {@code a.b.c.d/prefix}; throws {@link IllegalArgumentException} when the prefix leaves no room for a host. */
    Subnets(String cidr) {
        var parts = cidr.split("/", -1);
        int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
        if (prefix < 8 || prefix > HOST_PREFIX) {
            throw new IllegalArgumentException("The instance network must be a CIDR with a prefix of 8 to 22: " + cidr);
        }
        this.size = 1L << (32 - prefix);
        this.base = toNumber(parts[0]) / size * size;
    }

    /** The first subnet that is not in {@code taken}; empty when all are. */
    Optional<String> firstFree(Collection<String> taken) {
        var known = Set.copyOf(taken);
        for (long at = base; at < base + size; at += HOST_SIZE) {
            var subnet = toText(at) + "/" + HOST_PREFIX;
            if (!known.contains(subnet)) {
                return Optional.of(subnet);
            }
        }
        return Optional.empty();
    }

    private static long toNumber(String address) {
        long number = 0;
        for (var part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String toText(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
