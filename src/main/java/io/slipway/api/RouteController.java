package io.slipway.api;

import io.slipway.api.AppRequests.RouteRequest;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.kernel.RouteId;
import io.slipway.routes.RouteService;
import io.slipway.routes.RouteView;
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

    /** A route; {@code url} is complete, with the port at which routers listen. */
    record RouteAnswer(UUID id, String host, String path, String url) {
        static RouteAnswer of(RouteView route) {
            return new RouteAnswer(route.id().value(), route.host(), route.path(), route.url());
        }
    }

    private final AppService apps;
    private final RouteService routes;

    RouteController(AppService apps, RouteService routes) {
        this.apps = apps;
        this.routes = routes;
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
        return RouteAnswer.of(routes.add(apps.get(path).id(), host, Fields.orElse(body.path(), "/")));
    }

    @Operation(summary = "Remove a route; applies at once")
    @DeleteMapping(ROUTES + "/{route}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(AppPath path, @PathVariable UUID route) {
        routes.remove(apps.get(path).id(), new RouteId(route));
    }
}
