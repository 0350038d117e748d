package io.slipway.iam;

import io.slipway.kernel.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key that lets a program act as an account until it expires. */
@Entity
class ApiToken {

    /** How exact the last use is; a write for every request would cost more than it tells. */
    private static final Duration USE_STEP = Duration.ofMinutes(1);

    @Id
    private UUID id;

    private UUID accountId;
    private String name;
    private String tokenHash;
    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant lastUsedAt;

    @Version
    private @Nullable Long version;

    protected ApiToken() {}

    ApiToken(AccountId account, String name, String tokenHash, Instant createdAt, Instant expiresAt) {
        this.id = ApiTokenId.create().value();
        this.accountId = account.value();
        this.name = name;
        this.tokenHash = tokenHash;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    boolean needsUseNoted(Instant now) {
        return lastUsedAt == null || lastUsedAt.plus(USE_STEP).isBefore(now);
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    String name() {
        return name;
    }

    ApiTokenView toView() {
        return new ApiTokenView(new ApiTokenId(id), name, createdAt, expiresAt, lastUsedAt);
    }
}
