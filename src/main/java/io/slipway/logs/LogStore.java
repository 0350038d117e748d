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

    /**
     * The same for a numbered shipment. A shipment that this app has had already, even before a crash, is not stored again.
     *
     * @param spool names the numbering; within it numbers rise
     * @return the stored lines, or an empty list when the shipment was a repetition
     */
    List<LogLine> append(AppId appId, List<LogLine> lines, String spool, long sequence);

    /** Makes everything appended so far durable. */
    void flush();

    /** Lines that match, in the order in which they arrived, which is the order of time as far as hosts' clocks agree. */
    LogPage search(LogQuery query);

    /** Counts of matching lines over the query's time range; its cursors and limit do not matter. */
    LogHistogram histogram(LogQuery query, int buckets);

    /** Apps of which something is kept. */
    List<AppId> apps();

    /** Drops everything of an app; what still comes of it is not kept. */
    void drop(AppId appId);
}
