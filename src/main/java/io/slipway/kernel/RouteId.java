package io.slipway.kernel;

import java.util.UUID;

/** Identifies a route. */
public record RouteId(UUID value) implements Comparable<RouteId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static RouteId create() {
        return new RouteId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static RouteId of(String text) {
        return new RouteId(UUID.fromString(text));
    }

    @Override
    public int compareTo(RouteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
