package io.slipway.apps;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What ends a canary by itself. Crashes and lost probes of its instances do so always.
 *
 * @param maxErrorPercent the largest share of 5xx answers; 100 never ends it
 * @param minRequests below so many answers shares and times say nothing
 * @param maxP95 the longest time that 95 of 100 answers may take; null for any
 */
public record CanaryGuard(
        int maxErrorPercent, int minRequests, @Nullable Duration maxP95) {

    /** Five percent of errors, counted from twenty answers on. */
    public static final CanaryGuard DEFAULT = new CanaryGuard(5, 20, null);
}
