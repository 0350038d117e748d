package io.slipway.agent;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.protocol.RoutingTable;
import io.slipway.router.AccessLog;
import io.slipway.router.Endpoint;
import io.slipway.router.Route;
import io.slipway.router.Router;
import io.slipway.router.RouterProperties;
import io.slipway.router.TrafficRecorder;

/** The router as the agent sees it: takes the server's tables, tells the access log and the recorder. */
final class EdgeRouter implements RoutingPart {

    private final Router router;

    /** Starts to listen at once; {@link IllegalStateException} that names the port when it is taken. */
    EdgeRouter(AgentOptions options, TrafficRecorder recorder, AccessLog accessLog) {
        router = new Router(
                RouterProperties.listeningOn(options.routerAddress(), options.routerPort()), recorder, accessLog);
        router.start();
    }

    @Override
    public void apply(RoutingTable table) {
        router.apply(new io.slipway.router.RoutingTable(
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
        return router.drainedVersion();
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
                endpoint.getPort());
    }
}
