package io.slipway.routes;

import io.slipway.apps.Destination;
import io.slipway.kernel.AppId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.RouteId;
import io.slipway.kernel.SpaceId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A host, with a path prefix, that leads to an app. */
@Entity
class Route {

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID spaceId;
    private UUID appId;
    private String host;
    private String path;
    private String destinationProcess;
    private int destinationPort;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected Route() {}

    Route(
            AppId appId,
            OrganizationId organizationId,
            SpaceId spaceId,
            String host,
            String path,
            Destination destination,
            Instant createdAt) {
        this.id = RouteId.create().value();
        this.organizationId = organizationId.value();
        this.spaceId = spaceId.value();
        this.appId = appId.value();
        this.host = host;
        this.path = path;
        this.destinationProcess = destination.process();
        this.destinationPort = destination.port();
        this.createdAt = createdAt;
    }

    boolean isOf(SpaceId space) {
        return spaceId.equals(space.value());
    }

    RouteId id() {
        return new RouteId(id);
    }

    AppId appId() {
        return new AppId(appId);
    }

    String host() {
        return host;
    }

    String path() {
        return path;
    }

    Destination destination() {
        return new Destination(destinationProcess, destinationPort);
    }

    /** Host and path as people write them: {@code /} is left out. */
    String words() {
        return words(host, path);
    }

    static String words(String host, String path) {
        return path.equals("/") ? host : host + path;
    }
}
