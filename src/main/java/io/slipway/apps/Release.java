package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.ReleaseId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.springframework.data.domain.Persistable;

/** Image, environment and settings, numbered and never changed. */
@Entity
@Immutable
class Release implements Persistable<UUID> {

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID spaceId;
    private UUID appId;
    private int number;
    private String image;
    private String imageId;
    private String processes;
    private byte[] environment;
    private String environmentKeys;
    private String changes;
    private String createdBy;
    private Instant createdAt;

    @Transient
    private boolean unsaved;

    protected Release() {}

    Release(ReleaseId id, App app, int number, ReleaseRow row, String createdBy, Instant createdAt) {
        this.id = id.value();
        this.organizationId = app.organizationId().value();
        this.spaceId = app.spaceId().value();
        this.appId = app.id().value();
        this.number = number;
        this.image = row.image();
        this.imageId = row.imageId();
        this.processes = row.processesJson();
        this.environment = row.sealedEnvironment();
        this.environmentKeys = row.environmentKeysJson();
        this.changes = row.changesJson();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        this.unsaved = true;
    }

    ReleaseId id() {
        return new ReleaseId(id);
    }

    AppId appId() {
        return new AppId(appId);
    }

    int number() {
        return number;
    }

    String image() {
        return image;
    }

    String imageId() {
        return imageId;
    }

    String processesJson() {
        return processes;
    }

    byte[] sealedEnvironment() {
        return environment;
    }

    String environmentKeysJson() {
        return environmentKeys;
    }

    String changesJson() {
        return changes;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return unsaved;
    }
}
