package io.slipway.kernel;

import java.util.UUID;

/** Identifies an organization. */
public record OrganizationId(UUID value) implements Comparable<OrganizationId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static OrganizationId create() {
        return new OrganizationId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static OrganizationId of(String text) {
        return new OrganizationId(UUID.fromString(text));
    }

    @Override
    public int compareTo(OrganizationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
