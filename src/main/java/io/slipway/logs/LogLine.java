package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.kernel.LostLines;

/**
 * One line.
 *
 * @param cursor orders and identifies it within its app; made by the store, 0 before it is stored
 * @param timeNanos since the epoch
 * @param process name of the instance's process, empty for lines of the app as a whole
 * @param instance the instance's id as text, empty for lines of the platform
 * @param index of the instance, −1 for lines of the app as a whole
 * @param release number, 0 when unknown
 * @param text without line end; at most {@link #MAX_BYTES} bytes of UTF-8
 */
public record LogLine(
        AppId appId,
        long cursor,
        long timeNanos,
        String process,
        String instance,
        int index,
        int release,
        Source source,
        Level level,
        String text) {

    /** Longer lines are cut by the agent, which says so at the end of the line. */
    public static final int MAX_BYTES = 16 * 1024;

    /**
     * A platform line of this text and a decimal number stands for lines that were lost at its place: counted, not kept. Only the
     * platform writes platform lines, so no app can forge one.
     */
    public static final String LOST_PREFIX = LostLines.PREFIX;

    /** A record of loss at its place in the app's stream. */
    public static LogLine lost(AppId appId, long timeNanos, long count) {
        return new LogLine(appId, 0, timeNanos, "", "", -1, 0, Source.PLATFORM, Level.UNKNOWN, LostLines.text(count));
    }

    /** How many lines this record stands for; 0 for an ordinary line. */
    public long lostLines() {
        return source == Source.PLATFORM ? LostLines.count(text) : 0;
    }

    /** The same line under the cursor that the store gave it. */
    LogLine at(long newCursor) {
        return new LogLine(appId, newCursor, timeNanos, process, instance, index, release, source, level, text);
    }

    /** The same line with the level that its text tells. */
    LogLine withLevel(Level newLevel) {
        return new LogLine(appId, cursor, timeNanos, process, instance, index, release, source, newLevel, text);
    }

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
