package io.slipway.iam;

import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.SpaceId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of an organization in which apps live. */
@Entity
class Space {

    @Id
    private UUID id;

    private UUID organizationId;
    private String name;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected Space() {}

    Space(SpaceId id, OrganizationId organizationId, String name, Instant createdAt) {
        this.id = id.value();
        this.organizationId = organizationId.value();
        this.name = name;
        this.createdAt = createdAt;
    }

    SpaceId id() {
        return new SpaceId(id);
    }

    OrganizationId organizationId() {
        return new OrganizationId(organizationId);
    }
}
