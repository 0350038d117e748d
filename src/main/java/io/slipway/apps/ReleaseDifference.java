package io.slipway.apps;

/**
 * One difference between two releases. Values of variables are masked: only that they differ is told.
 *
 * @param kind settings come before variables
 * @param what the setting, or the variable's name
 * @param before empty for what was added
 * @param after empty for what was removed
 */
public record ReleaseDifference(Kind kind, Mark mark, String what, String before, String after) {

    /** What stands for a value. */
    public static final String MASK = "••••";

    /** What differs. */
    public enum Kind {
        SETTING,
        VARIABLE
    }

    /** How it differs; each has a sign of its own, so that colour is not needed. */
    public enum Mark {
        ADDED("+"),
        REMOVED("−"),
        CHANGED("~");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        /** One character. */
        public String sign() {
            return sign;
        }
    }
}
