package io.slipway.routes;

import io.slipway.apps.AppRoutes;
import io.slipway.kernel.AppId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells apps the names of their routes. */
@Component
class RouteNames implements AppRoutes {

    private final Routes routes;

    RouteNames(Routes routes) {
        this.routes = routes;
    }

    @Override
    public List<String> of(AppId id) {
        return routes.findByAppIdOrderByHostAscPathAsc(id.value()).stream()
                .map(Route::words)
                .toList();
    }
}
