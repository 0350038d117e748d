package io.slipway.policies;

import io.slipway.apps.AppView;
import io.slipway.kernel.AppId;
import io.slipway.kernel.NetworkPolicyId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Instances of one app may connect to those of an app in another space, whose tenant the row belongs to. */
@Entity
class NetworkPolicy {

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID spaceId;
    private UUID destinationAppId;
    private UUID sourceSpaceId;
    private UUID sourceAppId;

    @Enumerated(EnumType.STRING)
    private Transport transport;

    private int firstPort;
    private int lastPort;
    private String createdBy;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected NetworkPolicy() {}

    NetworkPolicy(
            AppView destination,
            AppView source,
            Transport transport,
            PortRange ports,
            String createdBy,
            Instant createdAt) {
        this.id = NetworkPolicyId.create().value();
        this.organizationId = destination.organizationId().value();
        this.spaceId = destination.spaceId().value();
        this.destinationAppId = destination.id().value();
        this.sourceSpaceId = source.spaceId().value();
        this.sourceAppId = source.id().value();
        this.transport = transport;
        this.firstPort = ports.first();
        this.lastPort = ports.last();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    NetworkPolicyId id() {
        return new NetworkPolicyId(id);
    }

    AppId destination() {
        return new AppId(destinationAppId);
    }

    AppId source() {
        return new AppId(sourceAppId);
    }

    Transport transport() {
        return transport;
    }

    PortRange ports() {
        return new PortRange(firstPort, lastPort);
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }
}
