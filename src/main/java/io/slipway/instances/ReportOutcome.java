package io.slipway.instances;

/** What became of an agent's report. */
public enum ReportOutcome {
    /** The row changed. */
    CHANGED,
    /** It said what was known, or something older. */
    UNCHANGED,
    /** There is no such row on that host. */
    REFUSED
}
