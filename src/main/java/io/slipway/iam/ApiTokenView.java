package io.slipway.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token as its owner sees it, without its text.
 *
 * @param lastUsedAt to the minute; null when it was never used
 */
public record ApiTokenView(
        ApiTokenId id, String name, Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt) {}
