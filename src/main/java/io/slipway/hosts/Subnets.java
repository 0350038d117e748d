package io.slipway.hosts;

import io.slipway.kernel.Cidr;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts the instances' network into one subnet per host, of 1,024 addresses each: enough that a used address can rest long before
 * it is given out again.
 */
final class Subnets {

    private static final int HOST_PREFIX = 22;

    private final Cidr network;

    /** Reads {@code a.b.c.d/prefix}; throws {@link IllegalArgumentException} when the prefix leaves no room for a host. */
    Subnets(String cidr) {
        this.network = Cidr.of(cidr);
        if (network.bits() < 8 || network.bits() > HOST_PREFIX) {
            throw new IllegalArgumentException("The instance network must be a CIDR with a prefix of 8 to 22: " + cidr);
        }
    }

    /** The first subnet that is not in {@code taken}; empty when all are. */
    Optional<String> firstFree(Collection<String> taken) {
        var known = Set.copyOf(taken);
        return network.subnets(HOST_PREFIX)
                .map(Cidr::toString)
                .filter(subnet -> !known.contains(subnet))
                .findFirst();
    }
}
