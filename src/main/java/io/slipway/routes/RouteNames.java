package io.slipway.routes;

import io.slipway.apps.AppRoutes;
import io.slipway.kernel.AppId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells apps the names of their routes. */
@Component
class RouteNames implements AppRoutes {

    private final RouteLedger routes;

    RouteNames(RouteLedger routes) {
        this.routes = routes;
    }

    @Override
    public List<String> of(AppId id) {
        return routes.of(id).stream()
                .map(route -> Route.words(route.host(), route.path()))
                .toList();
    }
}
