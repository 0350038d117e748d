package io.slipway.iam;

import io.slipway.kernel.TimeOrderedUuid;
import java.util.UUID;

/** Identifies an API token; says nothing about the token's text. */
public record ApiTokenId(UUID value) {

    static ApiTokenId create() {
        return new ApiTokenId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static ApiTokenId of(String text) {
        return new ApiTokenId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
