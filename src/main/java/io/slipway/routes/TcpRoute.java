package io.slipway.routes;

import io.slipway.apps.AppView;
import io.slipway.apps.Destination;
import io.slipway.kernel.AppId;
import io.slipway.kernel.RouteId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A port of every host's router that leads to an app. */
@Entity
class TcpRoute {

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID spaceId;
    private UUID appId;
    private int port;
    private String destinationProcess;
    private int destinationPort;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected TcpRoute() {}

    TcpRoute(AppView app, int port, Destination destination, Instant createdAt) {
        this.id = RouteId.create().value();
        this.organizationId = app.organizationId().value();
        this.spaceId = app.spaceId().value();
        this.appId = app.id().value();
        this.port = port;
        this.destinationProcess = destination.process();
        this.destinationPort = destination.port();
        this.createdAt = createdAt;
    }

    RouteId id() {
        return new RouteId(id);
    }

    AppId appId() {
        return new AppId(appId);
    }

    int port() {
        return port;
    }

    Destination destination() {
        return new Destination(destinationProcess, destinationPort);
    }
}
