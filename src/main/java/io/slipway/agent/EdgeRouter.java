package io.slipway.agent;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.router.Endpoint;
import io.slipway.router.Route;
import io.slipway.router.Router;
import io.slipway.router.RoutingTable;
import io.slipway.router.TcpRoute;
import io.slipway.router.TrafficSplit;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The router of this host, told in its own words what the server said. */
final class EdgeRouter implements RoutingPart {

    private final Router router;
    private final BooleanSupplier anotherDrains;
    /** Of the table in force: a route that is the very same message need not be read again. */
    private Map<io.slipway.protocol.Route, Route> known = Map.of();

    private Map<io.slipway.protocol.Route, TcpRoute> knownTcp = Map.of();

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
        var readTcp = new IdentityHashMap<io.slipway.protocol.Route, TcpRoute>();
        for (var told : table.getRoutesList()) {
            if (told.getTcpPort() > 0) {
                var same = knownTcp.get(told);
                readTcp.put(told, same == null ? tcpRoute(told) : same);
            } else {
                var same = known.get(told);
                read.put(told, same == null ? route(told) : same);
            }
        }
        known = read;
        knownTcp = readTcp;
        router.apply(new RoutingTable(
                table.getVersion(),
                List.copyOf(read.values()),
                List.copyOf(readTcp.values()),
                table.getFallbackDomain()));
    }

    @Override
    public String notice() {
        var refused = router.refusedPorts();
        return refused.isEmpty()
                ? ""
                : "The router does not serve the TCP %s %s here: another program of this host has %s."
                        .formatted(
                                refused.size() == 1 ? "port" : "ports",
                                refused.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                                refused.size() == 1 ? "it" : "them");
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

    private static TcpRoute tcpRoute(io.slipway.protocol.Route route) {
        return new TcpRoute(
                route.getRouteId(),
                route.getTcpPort(),
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
