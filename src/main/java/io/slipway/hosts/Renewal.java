package io.slipway.hosts;

/** What became of a lease at a heartbeat. */
public enum Renewal {
    /** It holds on. */
    IN_TIME,
    /** It had run out, and begins anew: what the agent was told before may be out of date. */
    LATE,
    /** Nobody expects the host: it was removed. */
    REFUSED
}
