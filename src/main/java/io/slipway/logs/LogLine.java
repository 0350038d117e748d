package io.slipway.logs;

import io.slipway.kernel.AppId;

/**
 * One line.
 *
 * @param cursor orders and identifies it within its app; made by the store, 0 before it is stored
 * @param timeNanos since the epoch
 * @param instance the instance's id as text, empty for lines of the platform
 * @param index of the instance, −1 for lines of the app as a whole
 * @param release number, 0 when unknown
 * @param text without line end; at most {@link #MAX_BYTES} bytes of UTF-8
 */
public record LogLine(
        AppId appId,
        long cursor,
        long timeNanos,
        String instance,
        int index,
        int release,
        Source source,
        Level level,
        String text) {

    /** Longer lines are cut by the agent, which says so at the end of the line. */
    public static final int MAX_BYTES = 16 * 1024;

    /** Where a line came from. */
    public enum Source {
        STDOUT,
        STDERR,
        ROUTER,
        PLATFORM
    }

    /** Read from the line's own words by {@code LevelDetector}; never guessed. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE,
        UNKNOWN
    }
}
