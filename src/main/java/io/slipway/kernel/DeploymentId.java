package io.slipway.kernel;

import java.util.UUID;

/** Identifies a deployment. */
public record DeploymentId(UUID value) implements Comparable<DeploymentId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static DeploymentId create() {
        return new DeploymentId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static DeploymentId of(String text) {
        return new DeploymentId(UUID.fromString(text));
    }

    @Override
    public int compareTo(DeploymentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
