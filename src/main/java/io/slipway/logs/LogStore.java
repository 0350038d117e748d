package io.slipway.logs;

import io.slipway.kernel.AppId;
import java.util.List;

/** Where lines are kept: append-only, compressed, searchable, bounded by size and age per app. */
public interface LogStore {

    /**
     * Appends lines of one app in the given order and gives them cursors. Visible to readers when it returns; on disk after the
     * next flush, at most a second later or when the caller asks.
     */
    List<LogLine> append(AppId appId, List<LogLine> lines);

    /** Makes everything appended so far durable. */
    void flush();

    /** Lines that match, in order of time. */
    LogPage search(LogQuery query);

    /** Drops everything of an app. */
    void drop(AppId appId);
}
