package io.slipway.kernel;

import java.util.UUID;

/** Identifies an instance, that is one incarnation at one index. */
public record InstanceId(UUID value) implements Comparable<InstanceId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static InstanceId create() {
        return new InstanceId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static InstanceId of(String text) {
        return new InstanceId(UUID.fromString(text));
    }

    @Override
    public int compareTo(InstanceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
