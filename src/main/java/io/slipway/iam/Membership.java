package io.slipway.iam;

import io.slipway.kernel.AccountId;
import io.slipway.kernel.TimeOrderedUuid;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account's role in a space. */
@Entity
class Membership {

    @Id
    private UUID id;

    private UUID accountId;
    private UUID organizationId;
    private UUID spaceId;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Version
    private @Nullable Long version;

    protected Membership() {}

    Membership(AccountId account, SpaceRef space, Role role) {
        this.id = TimeOrderedUuid.next();
        this.accountId = account.value();
        this.organizationId = space.organizationId().value();
        this.spaceId = space.spaceId().value();
        this.role = role;
    }

    Role role() {
        return role;
    }
}
