package io.slipway.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a routing table says, in 32 bytes: the hashes of its routes, subnets and domain, put together so that neither their order nor
 * the way that led to them matters. Follows a change for the cost of what changed. Not thread-safe.
 */
public final class RoutingDigest {

    private static final int BYTES = 32;

    /** Tells things of different kinds apart that look the same as bytes. */
    private enum Kind {
        ROUTE,
        SUBNET,
        DOMAIN
    }

    private final byte[] sum;

    /** The digest of nothing. */
    public RoutingDigest() {
        this(new byte[BYTES]);
    }

    private RoutingDigest(byte[] sum) {
        this.sum = sum;
    }

    /** Goes on from a digest that is known. */
    public static RoutingDigest of(ByteString value) {
        return new RoutingDigest(value.toByteArray());
    }

    /** Goes on from the digest of a whole table. */
    public static RoutingDigest of(RoutingTable table) {
        var digest = new RoutingDigest();
        table.getRoutesList().forEach(digest::toggle);
        table.getSubnetsList().forEach(digest::toggle);
        digest.toggle(table.getFallbackDomain());
        return digest;
    }

    /** Adds a route that was not there, or takes out one that was. */
    public void toggle(Route route) {
        toggle(Kind.ROUTE, bytes(route));
    }

    /** Adds a subnet that was not there, or takes out one that was. */
    public void toggle(HostSubnet subnet) {
        toggle(Kind.SUBNET, bytes(subnet));
    }

    /** Adds the apps' domain, or takes it out. */
    public void toggle(String domain) {
        toggle(Kind.DOMAIN, domain.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest as it is now. */
    public ByteString value() {
        return ByteString.copyFrom(sum);
    }

    private static byte[] bytes(MessageLite message) {
        return message.toByteArray();
    }

    private void toggle(Kind kind, byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update((byte) kind.ordinal());
            var bytes = hash.digest(content);
            for (int i = 0; i < BYTES; i++) {
                sum[i] ^= bytes[i];
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
