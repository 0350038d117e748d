package io.slipway.iam;

import io.slipway.kernel.TimeOrderedUuid;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets whoever holds it make the first account, once. */
@Entity
class SetupToken {

    @Id
    private UUID id;

    private String tokenHash;
    private Instant expiresAt;
    private @Nullable Instant usedAt;

    @Version
    private @Nullable Long version;

    protected SetupToken() {}

    SetupToken(String tokenHash, Instant expiresAt) {
        this.id = TimeOrderedUuid.next();
        this.tokenHash = tokenHash;
        this.expiresAt = expiresAt;
    }

    boolean isUsableAt(Instant now) {
        return usedAt == null && now.isBefore(expiresAt);
    }

    void use(Instant now) {
        usedAt = now;
    }
}
