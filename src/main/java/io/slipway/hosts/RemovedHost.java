package io.slipway.hosts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/**
 * A host that was removed. Kept for its subnet, which is never given out again: a router that is cut off goes on with its last
 * table and would show another tenant's app under an address of this host.
 */
@Entity
class RemovedHost implements Persistable<UUID> {

    @Id
    private UUID id;

    private String name;
    private String subnet;
    private Instant removedAt;

    protected RemovedHost() {}

    RemovedHost(Host host, Instant removedAt) {
        this.id = host.id().value();
        this.name = host.name();
        this.subnet = host.subnet();
        this.removedAt = removedAt;
    }

    String subnet() {
        return subnet;
    }

    @Override
    public UUID getId() {
        return id;
    }

    /** Written once and never changed, so that no look into the store is needed before. */
    @Override
    public boolean isNew() {
        return true;
    }
}
