package io.slipway.audit;

/** How an attempt ended. */
public enum AuditOutcome {
    /** It was allowed and done. */
    ACCEPTED,
    /** It was not allowed, or its credentials were wrong. */
    REFUSED
}
