package io.slipway.logs;

import io.slipway.kernel.AppId;
import java.util.List;
import java.util.Set;

/**
 * What to look for.
 *
 * @param fromNanos inclusive, since the epoch
 * @param toNanos exclusive
 * @param afterCursor only lines behind this one; 0 for no bound
 * @param beforeCursor only lines before this one; {@link Long#MAX_VALUE} for no bound
 * @param words all must occur, without regard to case
 * @param withoutWords none may occur
 * @param levels empty for all
 * @param writers whose lines
 * @param sources empty for all
 * @param backwards whether the newest matches are wanted when there are more than {@code limit}
 * @param limit 1 to 5,000
 */
public record LogQuery(
        AppId appId,
        long fromNanos,
        long toNanos,
        long afterCursor,
        long beforeCursor,
        List<String> words,
        List<String> withoutWords,
        Set<LogLine.Level> levels,
        Writers writers,
        Set<LogLine.Source> sources,
        boolean backwards,
        int limit) {

    /** The most lines that one page holds. */
    public static final int LARGEST_LIMIT = 5_000;

    /** The newest lines of an app. */
    public static LogQuery newest(AppId appId, int limit) {
        return new LogQuery(
                appId,
                0,
                Long.MAX_VALUE,
                0,
                Long.MAX_VALUE,
                List.of(),
                List.of(),
                Set.of(),
                Writers.ALL,
                Set.of(),
                true,
                limit);
    }

    /** The same with another limit. */
    public LogQuery withLimit(int newLimit) {
        return with(fromNanos, toNanos, afterCursor, beforeCursor, backwards, newLimit);
    }

    /** The same between two cursors, both exclusive. */
    public LogQuery between(long after, long before) {
        return with(fromNanos, toNanos, after, before, backwards, limit);
    }

    /** The newest matches of the same query. */
    public LogQuery newestFirst(int newLimit) {
        return with(fromNanos, toNanos, afterCursor, beforeCursor, true, newLimit);
    }

    /** The oldest matches of the same query. */
    public LogQuery forwards(int newLimit) {
        return with(fromNanos, toNanos, afterCursor, beforeCursor, false, newLimit);
    }

    /** The same within another time range, in nanoseconds since the epoch. */
    public LogQuery during(long from, long to) {
        return with(from, to, afterCursor, beforeCursor, backwards, limit);
    }

    /** The same matches, looked for elsewhere or in another order. */
    private LogQuery with(long from, long to, long after, long before, boolean newestFirst, int most) {
        return new LogQuery(
                appId, from, to, after, before, words, withoutWords, levels, writers, sources, newestFirst, most);
    }
}
