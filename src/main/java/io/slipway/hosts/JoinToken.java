package io.slipway.hosts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token with which one host can join once; only its hash is stored. */
@Entity
class JoinToken {

    @Id
    private UUID id;

    private String tokenHash;
    private String hostName;
    private Instant expiresAt;

    @Nullable
    private Instant usedAt;

    @Version
    private long version;

    protected JoinToken() {}

    JoinToken(UUID id, String tokenHash, String hostName, Instant expiresAt) {
        this.id = id;
        this.tokenHash = tokenHash;
        this.hostName = hostName;
        this.expiresAt = expiresAt;
    }

    boolean isUsableAt(Instant now) {
        return usedAt == null && now.isBefore(expiresAt);
    }

    void use(Instant now) {
        usedAt = now;
    }

    String hostName() {
        return hostName;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
