package io.slipway.kernel;

import java.util.UUID;

/** Identifies an app. */
public record AppId(UUID value) implements Comparable<AppId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static AppId create() {
        return new AppId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static AppId of(String text) {
        return new AppId(UUID.fromString(text));
    }

    @Override
    public int compareTo(AppId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
