package io.slipway.kernel;

import java.util.UUID;

/** Identifies a space. */
public record SpaceId(UUID value) implements Comparable<SpaceId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static SpaceId create() {
        return new SpaceId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static SpaceId of(String text) {
        return new SpaceId(UUID.fromString(text));
    }

    @Override
    public int compareTo(SpaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
