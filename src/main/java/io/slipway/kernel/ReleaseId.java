package io.slipway.kernel;

import java.util.UUID;

/** Identifies a release. */
public record ReleaseId(UUID value) implements Comparable<ReleaseId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static ReleaseId create() {
        return new ReleaseId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static ReleaseId of(String text) {
        return new ReleaseId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ReleaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
