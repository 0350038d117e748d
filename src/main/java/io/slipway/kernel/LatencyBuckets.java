package io.slipway.kernel;

/**
 * The bounds of every latency histogram in Slipway, so that histograms of routers, hosts and steps can be added bucket by bucket
 * and percentiles computed from the sum. Log-linear: 8 buckets for each power of two of microseconds, hence at most 12.5 % error.
 */
public final class LatencyBuckets {

    /** Number of buckets; the last one also takes everything longer than about 134 s. */
    public static final int COUNT = 200;

    private static final int SUB_BITS = 3;
    private static final int SUB = 1 << SUB_BITS;

    private LatencyBuckets() {}

    /** The bucket of a latency, 0 … {@link #COUNT} − 1; negative values count as zero. */
    public static int indexOf(long micros) {
        if (micros < SUB) {
            return (int) Math.max(0, micros);
        }
        int exponent = 63 - Long.numberOfLeadingZeros(micros);
        int index = (exponent - SUB_BITS + 1) * SUB + (int) ((micros >>> (exponent - SUB_BITS)) & (SUB - 1));
        return Math.min(index, COUNT - 1);
    }

    /** The exclusive upper bound of a bucket in microseconds. */
    public static long upperBoundMicros(int index) {
        if (index < SUB) {
            return index + 1L;
        }
        int exponent = index / SUB + SUB_BITS - 1;
        return (1L << exponent) + ((long) (index % SUB + 1) << (exponent - SUB_BITS));
    }

    /**
     * A percentile of a histogram.
     *
     * @param counts {@link #COUNT} counts
     * @param quantile between 0 and 1
     * @return microseconds (the upper bound of the bucket), or 0 for an empty histogram
     */
    public static long percentileMicros(long[] counts, double quantile) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        long rank = (long) Math.ceil(quantile * total);
        long seen = 0;
        for (int index = 0; index < counts.length; index++) {
            seen += counts[index];
            if (total > 0 && seen >= rank) {
                return upperBoundMicros(index);
            }
        }
        return 0;
    }
}
