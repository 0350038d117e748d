package io.slipway.iam;

import io.slipway.kernel.AccountId;
import java.time.Instant;

/** An account as people see it. */
public record AccountView(
        AccountId id, String username, boolean administrator, boolean disabled, Instant createdAt) {}
