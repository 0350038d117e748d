package io.slipway.kernel;

import java.util.UUID;

/** Identifies a network policy. */
public record NetworkPolicyId(UUID value) implements Comparable<NetworkPolicyId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static NetworkPolicyId create() {
        return new NetworkPolicyId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static NetworkPolicyId of(String text) {
        return new NetworkPolicyId(UUID.fromString(text));
    }

    @Override
    public int compareTo(NetworkPolicyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
