package io.slipway.agent;

/**
 * How much one app may write: a burst at once and a rate in the long run. A line longer than 512 bytes counts as several. Used by
 * one thread.
 */
final class LogAllowance {

    /** Lines per second that an app may write, and the burst on top of an idle second. */
    static final int LINES_PER_SECOND = 20_000;

    private static final int BYTES_PER_LINE = 512;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private double left;
    private long since;
    private long refused;
    private long toldAt;

    LogAllowance(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.left = perSecond;
        this.since = nowNanos;
        this.toldAt = nowNanos;
    }

    /** Moves the clock on; called once per sweep. */
    void tick(long nowNanos) {
        left = Math.min(perSecond, left + (nowNanos - since) / NANOS * perSecond);
        since = nowNanos;
    }

    boolean takes(int bytes) {
        if (left < 1) {
            refused++;
            return false;
        }
        left -= 1 + bytes / BYTES_PER_LINE;
        return true;
    }

    /** Lines refused since the last telling, at most once a second; 0 when there is nothing to tell yet. */
    long toTell() {
        if (refused == 0 || since - toldAt < NANOS) {
            return 0;
        }
        long told = refused;
        refused = 0;
        toldAt = since;
        return told;
    }
}
