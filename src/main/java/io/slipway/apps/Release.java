package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ReleaseId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Duration;
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
    private String command;
    private int port;
    private long memoryBytes;
    private int cpuMillis;

    @Enumerated(EnumType.STRING)
    private HealthCheck.Type healthCheckType;

    private String healthCheckPath;
    private int healthCheckTimeout;
    private String placementConstraints;
    private int atMostPerHost;
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
        take(row.settings());
        this.command = row.commandJson();
        this.environment = row.sealedEnvironment();
        this.environmentKeys = row.environmentKeysJson();
        this.changes = row.changesJson();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        this.unsaved = true;
    }

    private void take(ReleaseSettings settings) {
        port = settings.port();
        memoryBytes = settings.size().memory().bytes();
        cpuMillis = settings.size().cpu().millis();
        healthCheckType = settings.healthCheck().type();
        healthCheckPath = settings.healthCheck().path();
        healthCheckTimeout =
                Math.toIntExact(settings.healthCheck().startTimeout().toSeconds());
        placementConstraints = settings.placement().constraints().toString();
        atMostPerHost = settings.placement().atMostPerHost();
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

    int port() {
        return port;
    }

    InstanceSize size() {
        return new InstanceSize(new DataSize(memoryBytes), new Cpu(cpuMillis));
    }

    HealthCheck healthCheck() {
        return new HealthCheck(healthCheckType, healthCheckPath, Duration.ofSeconds(healthCheckTimeout));
    }

    PlacementRules placement() {
        return PlacementRules.parse(placementConstraints, atMostPerHost);
    }

    String commandJson() {
        return command;
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
