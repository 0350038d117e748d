package io.slipway.iam;

import io.slipway.kernel.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person who signs in here. */
@Entity
class Account {

    @Id
    private UUID id;

    private String username;
    private String passwordHash;
    private boolean administrator;
    private boolean disabled;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected Account() {}

    Account(AccountId id, String username, String passwordHash, boolean administrator, Instant createdAt) {
        this.id = id.value();
        this.username = username;
        this.passwordHash = passwordHash;
        this.administrator = administrator;
        this.createdAt = createdAt;
    }

    void changePassword(String newHash) {
        passwordHash = newHash;
    }

    void disable() {
        disabled = true;
    }

    void enable() {
        disabled = false;
    }

    AccountId id() {
        return new AccountId(id);
    }

    String username() {
        return username;
    }

    String passwordHash() {
        return passwordHash;
    }

    boolean isAdministrator() {
        return administrator;
    }

    boolean isDisabled() {
        return disabled;
    }

    AccountView toView() {
        return new AccountView(id(), username, administrator, disabled, createdAt);
    }
}
