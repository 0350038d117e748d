package io.slipway.api;

import io.slipway.api.AppRequests.RouteRequest;
import io.slipway.api.AppRequests.TcpRouteRequest;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.Destination;
import io.slipway.kernel.RouteId;
import io.slipway.routes.RouteService;
import io.slipway.routes.RouteView;
import io.slipway.routes.TcpRouteService;
import io.slipway.routes.TcpRouteView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The ways in to an app. */
@RestController
@Tag(name = "Routes")
class RouteController {

    private static final String ROUTES = ApiPaths.APP + "/routes";

    private static final String TCP_ROUTES = ApiPaths.APP + "/tcp-routes";

    /** What a route leads to; port 0 is the first one of the process. */
    record DestinationAnswer(String process, int port) {
        static DestinationAnswer of(Destination destination) {
            return new DestinationAnswer(destination.process(), destination.port());
        }
    }

    /** A route; {@code url} is complete, with the port at which routers listen. */
    record RouteAnswer(UUID id, String host, String path, String url, DestinationAnswer destination) {
        static RouteAnswer of(RouteView route) {
            return new RouteAnswer(
                    route.id().value(),
                    route.host(),
                    route.path(),
                    route.url(),
                    DestinationAnswer.of(route.destination()));
        }
    }

    /** A TCP route; {@code address} is host and port to connect to. Every host takes connections at the port. */
    record TcpRouteAnswer(UUID id, int port, String address, DestinationAnswer destination) {
        static TcpRouteAnswer of(TcpRouteView route) {
            return new TcpRouteAnswer(
                    route.id().value(), route.port(), route.address(), DestinationAnswer.of(route.destination()));
        }
    }

    private final AppService apps;
    private final RouteService routes;
    private final TcpRouteService tcpRoutes;

    RouteController(AppService apps, RouteService routes, TcpRouteService tcpRoutes) {
        this.apps = apps;
        this.routes = routes;
        this.tcpRoutes = tcpRoutes;
    }

    @Operation(summary = "List the routes of an app")
    @GetMapping(ROUTES)
    List<RouteAnswer> list(AppPath path) {
        return routes.ofApp(apps.get(path).id()).stream().map(RouteAnswer::of).toList();
    }

    @Operation(summary = "Add a route; applies at once")
    @PostMapping(ROUTES)
    @ResponseStatus(HttpStatus.CREATED)
    RouteAnswer add(AppPath path, @RequestBody RouteRequest body) {
        var host = Fields.required(body.host(), "host");
        return RouteAnswer.of(routes.add(
                apps.get(path).id(), host, Fields.orElse(body.path(), "/"), Fields.destination(body.destination())));
    }

    @Operation(summary = "Remove a route; applies at once")
    @DeleteMapping(ROUTES + "/{route}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(AppPath path, @PathVariable UUID route) {
        routes.remove(apps.get(path).id(), new RouteId(route));
    }

    @Operation(summary = "List the TCP routes of an app")
    @GetMapping(TCP_ROUTES)
    List<TcpRouteAnswer> listTcp(AppPath path) {
        return tcpRoutes.ofApp(apps.get(path).id()).stream()
                .map(TcpRouteAnswer::of)
                .toList();
    }

    @Operation(
            summary = "Add a TCP route; applies at once",
            description =
                    "Every host listens on the port and passes what comes there to an instance, byte by byte. Without a port"
                            + " it gets a free one of those that the platform has for TCP routes.")
    @PostMapping(TCP_ROUTES)
    @ResponseStatus(HttpStatus.CREATED)
    TcpRouteAnswer addTcp(AppPath path, @RequestBody TcpRouteRequest body) {
        return TcpRouteAnswer.of(
                tcpRoutes.add(apps.get(path).id(), body.port(), Fields.destination(body.destination())));
    }

    @Operation(summary = "Remove a TCP route; new connections are refused at once")
    @DeleteMapping(TCP_ROUTES + "/{route}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTcp(AppPath path, @PathVariable UUID route) {
        tcpRoutes.remove(apps.get(path).id(), new RouteId(route));
    }
}
