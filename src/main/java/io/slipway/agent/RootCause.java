package io.slipway.agent;

/** What lies under a failure, in words. */
final class RootCause {

    private RootCause() {}

    /** The message of the innermost cause. */
    static String of(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
