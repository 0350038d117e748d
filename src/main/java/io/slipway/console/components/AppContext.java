package io.slipway.console.components;

import io.slipway.apps.AppView;
import io.slipway.autoscale.Bounds;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceRow;
import io.slipway.routes.RouteView;
import io.slipway.routes.TcpRouteView;
import java.util.List;
import java.util.Map;

/**
 * What the frame knows of its app at one moment; its pages get a new one whenever something changed.
 *
 * @param instances living ones by index, then gone ones
 * @param autoscaled what autoscale policies keep processes to now, by the process's name
 * @param reload reads everything again at once, after an action of the page
 */
public record AppContext(
        AppView app,
        List<InstanceRow> instances,
        List<RouteView> routes,
        List<TcpRouteView> tcpRoutes,
        Map<String, Bounds> autoscaled,
        Runnable reload) {

    public AppContext {
        instances = List.copyOf(instances);
        routes = List.copyOf(routes);
        tcpRoutes = List.copyOf(tcpRoutes);
        autoscaled = Map.copyOf(autoscaled);
    }

    /** An app without TCP routes that nobody autoscales. */
    public AppContext(AppView app, List<InstanceRow> instances, List<RouteView> routes, Runnable reload) {
        this(app, instances, routes, List.of(), Map.of(), reload);
    }

    /** The app's state in words. */
    public AppState state() {
        return AppStates.of(app, instances);
    }

    /** Whether the caller may do this; a page shows what he may not do disabled, with the reason. */
    public boolean may(Permission permission) {
        return app.allowed().contains(permission);
    }
}
