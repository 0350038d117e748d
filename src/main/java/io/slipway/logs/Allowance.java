package io.slipway.logs;

/** Lets through a number of things per second in the long run and a burst at once. Used by one thread. */
final class Allowance {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double left;
    private long since = System.nanoTime();

    Allowance(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
    }

    /** How many of {@code wanted} may pass now. */
    int take(int wanted) {
        long now = System.nanoTime();
        left = Math.min(burst, left + (now - since) / NANOS * perSecond);
        since = now;
        int allowed = (int) Math.min(wanted, left);
        left -= allowed;
        return allowed;
    }
}
