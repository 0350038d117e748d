package io.slipway.agent;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.router.Endpoint;
import io.slipway.router.Route;
import io.slipway.router.Router;
import io.slipway.router.RoutingTable;
import java.util.function.BooleanSupplier;

/** The router of this host, told in its own words what the server said. */
final class EdgeRouter implements RoutingPart {

    private final Router router;
    private final BooleanSupplier anotherDrains;

    /**
     * @param router that listens already
     * @param anotherDrains whether another process of this host still has requests that this router does not know of
     */
    EdgeRouter(Router router, BooleanSupplier anotherDrains) {
        this.router = router;
        this.anotherDrains = anotherDrains;
    }

    @Override
    public void apply(io.slipway.protocol.RoutingTable table) {
        router.apply(new RoutingTable(
                table.getVersion(),
                table.getRoutesList().stream().map(EdgeRouter::route).toList(),
                table.getFallbackDomain()));
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
                route.getEndpointsList().stream().map(EdgeRouter::endpoint).toList());
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
