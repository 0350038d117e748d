package io.slipway.autoscale;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy as people see it.
 *
 * @param bounds that hold now
 * @param latest what was decided last; null while it is off, and for a moment after it was saved or the server began
 * @param changedBy who saved it
 */
public record AutoscaleView(
        AutoscalePolicy policy, Bounds bounds, @Nullable Decision latest, String changedBy, Instant changedAt) {}
