package io.slipway.scheduler;

/** Which of the hosts that are equally good for a process takes an instance. Spread over zones and hosts always comes first. */
public enum PlacementPolicy {
    /** The one with the most free memory: every host is filled alike. */
    BALANCE,
    /** The one with the least free memory that still suffices: some hosts fill up, others stay free for what is large. */
    BIN_PACK
}
