package io.slipway.apps;

import io.slipway.iam.SpaceRef;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What a user deploys: a name, a current release, and whether it should run. */
@Entity
class App {

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID spaceId;
    private String name;
    private boolean started;
    private boolean deleting;
    private UUID currentReleaseId;
    private int nextReleaseNumber;
    private byte @Nullable [] stagedEnvironment;
    private Instant createdAt;
    private String labels = "";

    @Version
    private @Nullable Long version;

    protected App() {}

    /** A new app; its first release has the number 1 and the given id. */
    App(AppId id, SpaceRef space, String name, ReleaseId firstRelease, boolean started, Instant createdAt) {
        this.id = id.value();
        this.organizationId = space.organizationId().value();
        this.spaceId = space.spaceId().value();
        this.name = name;
        this.started = started;
        this.currentReleaseId = firstRelease.value();
        this.nextReleaseNumber = 2;
        this.createdAt = createdAt;
    }

    void requireNotDeleting() {
        if (deleting) {
            throw new PlatformException.Conflict(
                    "app-deleting", name + " is being deleted and cannot be changed any more.");
        }
    }

    /** What people say of it. */
    Labels labels() {
        return Labels.parse(labels, "labels");
    }

    /** Sets what people say of it; what stood there before is gone. */
    void label(Labels said) {
        labels = said.toString();
    }

    void start() {
        started = true;
    }

    void stop() {
        started = false;
    }

    void markDeleting() {
        deleting = true;
    }

    void makeCurrent(ReleaseId release) {
        currentReleaseId = release.value();
    }

    int takeReleaseNumber() {
        return nextReleaseNumber++;
    }

    void stage(byte[] sealedEnvironment) {
        stagedEnvironment = sealedEnvironment;
    }

    void discardStaged() {
        stagedEnvironment = null;
    }

    /** Tells one state of saved and running environment from every other; sealing is random, so a new save is a new stamp. */
    long environmentStamp() {
        var checksum = new CRC32();
        checksum.update(currentReleaseId.toString().getBytes(StandardCharsets.US_ASCII));
        staged().ifPresent(checksum::update);
        return checksum.getValue();
    }

    AppId id() {
        return new AppId(id);
    }

    OrganizationId organizationId() {
        return new OrganizationId(organizationId);
    }

    SpaceId spaceId() {
        return new SpaceId(spaceId);
    }

    String name() {
        return name;
    }

    boolean isStarted() {
        return started;
    }

    boolean isDeleting() {
        return deleting;
    }

    /** Whether its processes should have instances at all. */
    boolean shouldRun() {
        return started && !deleting;
    }

    ReleaseId currentRelease() {
        return new ReleaseId(currentReleaseId);
    }

    Optional<byte[]> staged() {
        return Optional.ofNullable(stagedEnvironment);
    }

    Instant createdAt() {
        return createdAt;
    }
}
