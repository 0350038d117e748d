package io.slipway.kernel;

import java.util.UUID;

/** Identifies a Docker host. */
public record HostId(UUID value) implements Comparable<HostId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static HostId create() {
        return new HostId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static HostId of(String text) {
        return new HostId(UUID.fromString(text));
    }

    @Override
    public int compareTo(HostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
