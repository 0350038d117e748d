package io.slipway.routes;

import io.slipway.apps.AppView;
import io.slipway.apps.Destination;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.RouteId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Gives ports to apps and takes them away. Runs in the caller's transaction; knows no user. */
@Component
class TcpRouteClaims {

    /** Most TCP routes of one app. */
    static final int MAX_ROUTES = 10;

    private final TcpRoutes routes;
    private final TcpPorts ports;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    TcpRouteClaims(TcpRoutes routes, TcpPorts ports, ApplicationEventPublisher events, Clock clock) {
        this.routes = routes;
        this.ports = ports;
        this.events = events;
        this.clock = clock;
    }

    List<TcpRoute> of(AppView app) {
        return routes.findByAppIdOrderByPortAsc(app.id().value());
    }

    /** The ports that there are, in words; empty when there are none. */
    String ports() {
        return ports.words();
    }

    /** A port of these that nobody has, where none was asked for. */
    int choose(@Nullable Integer asked) {
        return asked == null ? ports.free(new HashSet<>(routes.findPorts()), random) : ports.require(asked);
    }

    /**
     * Claims a port.
     *
     * @throws DataIntegrityViolationException when another route has it
     */
    TcpRoute claim(AppView app, int port, Destination destination) {
        if (routes.countByAppId(app.id().value()) >= MAX_ROUTES) {
            throw new PlatformException.QuotaExceeded(
                    "An app has at most " + MAX_ROUTES + " TCP routes. Remove one first.");
        }
        var route = routes.saveAndFlush(new TcpRoute(app, port, destination, clock.instant()));
        events.publishEvent(new RoutesChanged(app.id()));
        return route;
    }

    /** @throws PlatformException.NotFound when the app has no such route */
    TcpRoute release(AppView app, RouteId id) {
        var route = routes.findByIdAndAppIdAndSpaceId(
                        id.value(), app.id().value(), app.spaceId().value())
                .orElseThrow(() -> new PlatformException.NotFound("This app has no such TCP route."));
        routes.delete(route);
        events.publishEvent(new RoutesChanged(app.id()));
        return route;
    }

    void releaseAll(AppId app) {
        if (routes.deleteByAppId(app.value()) > 0) {
            events.publishEvent(new RoutesChanged(app));
        }
    }
}
