package io.slipway.logs;

import java.util.List;

/**
 * Lines over time, in buckets of equal width.
 *
 * @param fromMillis start of the first bucket, since the epoch
 * @param toMillis end of the last bucket
 */
public record LogHistogram(long fromMillis, long toMillis, List<Bucket> buckets) {

    /** The finest division that may be asked for. */
    public static final int MOST_BUCKETS = 500;

    public LogHistogram {
        buckets = List.copyOf(buckets);
    }

    /** Lines of level error, of level warn, and all others. */
    public record Bucket(long errors, long warnings, long others) {}
}
