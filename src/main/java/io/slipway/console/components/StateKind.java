package io.slipway.console.components;

/** What a state means to the eye: every kind has its own shape, so that no state is told by colour alone. */
public enum StateKind {
    /** Works: running, succeeded, healthy. */
    RUNNING,
    /** On its way: starting, deploying, scaling, stopping. */
    PROGRESS,
    /** Works in part. */
    DEGRADED,
    /** Does not work: crashed, failed. */
    FAILED,
    /** Waits for a place. */
    PENDING,
    /** Rests because somebody wants it to. */
    STOPPED,
    /** Not known now. */
    UNKNOWN,
    /** Held back by a quota or policy. */
    SUSPENDED;

    /** The value of the browser element's {@code kind} attribute. */
    public String attribute() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
