package io.slipway.agent;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.router.Endpoint;
import io.slipway.router.Route;
import io.slipway.router.Router;
import io.slipway.router.RoutingTable;
import io.slipway.router.TrafficSplit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The router of this host, told in its own words what the server said. */
final class EdgeRouter implements RoutingPart {

    private final Router router;
    private final BooleanSupplier anotherDrains;
    /** Of the table in force: a route that is the very same message need not be read again. */
    private Map<io.slipway.protocol.Route, Route> known = Map.of();

    /**
     * @param router that listens already
     * @param anotherDrains whether another process of this host still has requests that this router does not know of
     */
    EdgeRouter(Router router, BooleanSupplier anotherDrains) {
        this.router = router;
        this.anotherDrains = anotherDrains;
    }

    @Override
    public synchronized void apply(io.slipway.protocol.RoutingTable table) {
        var read = new IdentityHashMap<io.slipway.protocol.Route, Route>();
        var routes = new ArrayList<Route>();
        for (var told : table.getRoutesList()) {
            var same = known.get(told);
            var route = same == null ? route(told) : same;
            read.put(told, route);
            routes.add(route);
        }
        known = read;
        router.apply(new RoutingTable(table.getVersion(), routes, table.getFallbackDomain()));
    }

    @Override
    public long appliedVersion() {
        return router.appliedVersion();
    }

    @Override
    public long drainedVersion() {
        return anotherDrains.getAsBoolean() ? 0 : router.drainedVersion();
    }

    @Override
    public void close() {
        router.close();
    }

    private static Route route(io.slipway.protocol.Route route) {
        return new Route(
                route.getRouteId(),
                route.getHost(),
                route.getPath(),
                AppId.of(route.getAppId()),
                route.getAppName(),
                route.getEndpointsList().stream().map(EdgeRouter::endpoint).toList(),
                route.hasSplit() ? split(route.getSplit()) : null);
    }

    private static TrafficSplit split(io.slipway.protocol.TrafficSplit split) {
        return new TrafficSplit(split.getReleaseNumber(), split.getPercent());
    }

    private static Endpoint endpoint(io.slipway.protocol.Endpoint endpoint) {
        return new Endpoint(
                InstanceId.of(endpoint.getInstanceId()),
                ProcessId.of(endpoint.getProcessId()),
                endpoint.getIndex(),
                endpoint.getReleaseNumber(),
                endpoint.getAddress(),
                endpoint.getPort(),
                endpoint.getHostId());
    }
}
