package io.slipway.iam;

import io.slipway.kernel.OrganizationId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant. */
@Entity
class Organization {

    @Id
    private UUID id;

    private String name;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected Organization() {}

    Organization(OrganizationId id, String name, Instant createdAt) {
        this.id = id.value();
        this.name = name;
        this.createdAt = createdAt;
    }

    OrganizationId id() {
        return new OrganizationId(id);
    }

    String name() {
        return name;
    }
}
