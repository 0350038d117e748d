package io.slipway.kernel;

import java.util.UUID;

/** Identifies a process of an app. */
public record ProcessId(UUID value) implements Comparable<ProcessId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static ProcessId create() {
        return new ProcessId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static ProcessId of(String text) {
        return new ProcessId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ProcessId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
