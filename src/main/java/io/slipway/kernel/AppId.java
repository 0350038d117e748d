package io.slipway.kernel;

import java.util.Optional;
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

    /** Reads an id as {@link #toString} writes it; empty for anything else, such as a stranger's folder beside those of apps. */
    public static Optional<AppId> parse(String text) {
        try {
            return Optional.of(of(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
