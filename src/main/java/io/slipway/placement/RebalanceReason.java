package io.slipway.placement;

/** Why an instance would stand better elsewhere; what is listed first weighs more. */
public enum RebalanceReason {
    /** Its host breaks its constraints, or has more copies than one host may have. */
    RULES,
    /** Another zone has fewer copies. */
    ZONES,
    /** Another host has fewer copies, and no zone suffers. */
    HOSTS,
    /** Another host has much more free memory, and copies lie no worse there. */
    MEMORY
}
