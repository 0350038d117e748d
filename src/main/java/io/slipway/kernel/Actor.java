package io.slipway.kernel;

/**
 * Who does something, as the audit trail records it.
 *
 * @param type a person, a person's token, or Slipway itself
 * @param id the account's id as text; empty for the system
 * @param name for people to read
 */
public record Actor(Type type, String id, String name) {

    /** Slipway itself, acting on its own. */
    public static final Actor SYSTEM = new Actor(Type.SYSTEM, "", "slipway");

    /** The kinds of actors. */
    public enum Type {
        USER,
        TOKEN,
        SYSTEM
    }
}
