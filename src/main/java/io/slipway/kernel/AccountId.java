package io.slipway.kernel;

import java.util.UUID;

/** Identifies an account. */
public record AccountId(UUID value) implements Comparable<AccountId> {

    /** Makes a new id; later ids sort after earlier ones. */
    public static AccountId create() {
        return new AccountId(TimeOrderedUuid.next());
    }

    /** Reads an id; throws {@link IllegalArgumentException} unless {@code text} is a UUID. */
    public static AccountId of(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
