package io.slipway.router;

import io.slipway.kernel.AppId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A routing table made ready for look-ups; immutable but for the endpoints' own state. */
final class RouteIndex {

    private static final LiveRoute[] NO_ROUTES = {};

    private final RoutingTable table;
    private final byte[] sharedDomain;
    private final Map<String, LiveRoute[]> byHost;
    private final Map<Integer, LiveTcpRoute> byPort;
    private final Map<Upstream.Key, Upstream> upstreams;

    private RouteIndex(
            RoutingTable table,
            Map<String, LiveRoute[]> byHost,
            Map<Integer, LiveTcpRoute> byPort,
            Map<Upstream.Key, Upstream> upstreams) {
        this.table = table;
        this.sharedDomain = ByteWriter.ascii(table.fallbackDomain().toLowerCase(Locale.ROOT));
        this.byHost = byHost;
        this.byPort = byPort;
        this.upstreams = upstreams;
    }

    static RouteIndex empty() {
        return new RouteIndex(RoutingTable.EMPTY, Map.of(), Map.of(), Map.of());
    }

    /** The index of the next table; endpoints that stay keep their state and their connections. */
    RouteIndex next(RoutingTable next, int lanes) {
        Map<Upstream.Key, Upstream> living = new HashMap<>();
        Map<String, List<LiveRoute>> hosts = new HashMap<>();
        for (Route route : next.routes()) {
            List<Upstream> endpoints = endpoints(route.appId(), route.endpoints(), living, lanes);
            hosts.computeIfAbsent(route.host().toLowerCase(Locale.ROOT), host -> new ArrayList<>())
                    .add(new LiveRoute(route, endpoints));
        }
        Map<Integer, LiveTcpRoute> ports = new HashMap<>();
        for (TcpRoute route : next.tcpRoutes()) {
            List<Upstream> endpoints = endpoints(route.appId(), route.endpoints(), living, lanes);
            ports.put(route.port(), new LiveTcpRoute(route, endpoints, connectionsOf(route)));
        }
        Map<String, LiveRoute[]> sorted = new HashMap<>();
        hosts.forEach((host, routes) -> sorted.put(host, longestPathFirst(routes)));
        return new RouteIndex(next, sorted, ports, living);
    }

    private List<Upstream> endpoints(AppId app, List<Endpoint> named, Map<Upstream.Key, Upstream> living, int lanes) {
        List<Upstream> endpoints = new ArrayList<>();
        for (Endpoint endpoint : named) {
            endpoints.add(living.computeIfAbsent(new Upstream.Key(app, endpoint), key -> keep(key, lanes)));
        }
        return endpoints;
    }

    /** A route that stays keeps its count of connections. */
    private Admission connectionsOf(TcpRoute route) {
        LiveTcpRoute before = byPort.get(route.port());
        return before != null && before.route().id().equals(route.id()) ? before.connections() : new Admission();
    }

    private Upstream keep(Upstream.Key key, int lanes) {
        Upstream known = upstreams.get(key);
        return known != null ? known : new Upstream(key, lanes);
    }

    private static LiveRoute[] longestPathFirst(List<LiveRoute> routes) {
        routes.sort(Comparator.comparingInt(LiveRoute::pathLength).reversed());
        return routes.toArray(LiveRoute[]::new);
    }

    /** The domain that apps of all owners share, in lower case; may be empty. */
    byte[] sharedDomain() {
        return sharedDomain;
    }

    /** A sentence about the apps' domain; empty where the table names none. */
    String whereAppsLive() {
        return table.fallbackDomain().isEmpty()
                ? ""
                : " Apps get their addresses under " + table.fallbackDomain() + ".";
    }

    /** Endpoints of this index that another does not have. */
    List<Upstream> missingIn(RouteIndex other) {
        List<Upstream> missing = new ArrayList<>();
        upstreams.forEach((key, upstream) -> {
            if (!other.upstreams.containsKey(key)) {
                missing.add(upstream);
            }
        });
        return missing;
    }

    /** TCP routes of this index that another does not have, by id. */
    Set<String> tcpRoutesMissingIn(RouteIndex other) {
        Set<String> missing = new HashSet<>();
        byPort.values().forEach(live -> missing.add(live.route().id()));
        other.byPort.values().forEach(live -> missing.remove(live.route().id()));
        return missing;
    }

    /** Ports of TCP routes. */
    Set<Integer> ports() {
        return byPort.keySet();
    }

    /** The TCP route of a port; null where there is none. */
    @Nullable
    LiveTcpRoute ofPort(int port) {
        return byPort.get(port);
    }

    Collection<Upstream> upstreams() {
        return upstreams.values();
    }

    /** The routes of a host, longest path first: its own, else those of the nearest wildcard above it. */
    LiveRoute[] ofHost(String canonicalHost) {
        LiveRoute[] exact = byHost.get(canonicalHost);
        if (exact != null) {
            return exact;
        }
        for (int dot = canonicalHost.indexOf('.'); dot >= 0; dot = canonicalHost.indexOf('.', dot + 1)) {
            LiveRoute[] wildcard = byHost.get("*" + canonicalHost.substring(dot));
            if (wildcard != null) {
                return wildcard;
            }
        }
        return NO_ROUTES;
    }

    /** The first of {@code routes} that covers a target. */
    static @Nullable LiveRoute match(LiveRoute[] routes, byte[] bytes, int from, int to) {
        for (LiveRoute route : routes) {
            if (route.covers(bytes, from, to)) {
                return route;
            }
        }
        return null;
    }

    /**
     * The canonical form of a Host header: lower case, without port and trailing dot.
     *
     * @throws BadMessage where it is no host name, with or without a port
     */
    static String canonicalHost(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && Ascii.isHost(bytes[end])) {
            end++;
        }
        int length = end - from;
        checkPort(bytes, end, to);
        if (length > 0 && bytes[end - 1] == '.') {
            length--;
        }
        if (length == 0) {
            throw BadMessage.malformed("the Host header names no host");
        }
        StringBuilder host = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            host.append((char) Ascii.lower(bytes[from + i]));
        }
        return host.toString();
    }

    private static void checkPort(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        if (bytes[from] != ':' || to - from > 6) {
            throw BadMessage.malformed("the Host header is no host name");
        }
        for (int i = from + 1; i < to; i++) {
            if (!Ascii.isDigit(bytes[i])) {
                throw BadMessage.malformed("the Host header is no host name");
            }
        }
    }
}
