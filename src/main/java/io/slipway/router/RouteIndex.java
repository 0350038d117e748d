package io.slipway.router;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A routing table made ready for look-ups; immutable but for the endpoints' own state. */
final class RouteIndex {

    private static final LiveRoute[] NO_ROUTES = {};

    private final RoutingTable table;
    private final byte[] sharedDomain;
    private final Map<String, LiveRoute[]> byHost;
    private final Map<Upstream.Key, Upstream> upstreams;

    private RouteIndex(RoutingTable table, Map<String, LiveRoute[]> byHost, Map<Upstream.Key, Upstream> upstreams) {
        this.table = table;
        this.sharedDomain = ByteWriter.ascii(table.fallbackDomain().toLowerCase(Locale.ROOT));
        this.byHost = byHost;
        this.upstreams = upstreams;
    }

    static RouteIndex empty() {
        return new RouteIndex(RoutingTable.EMPTY, Map.of(), Map.of());
    }

    /** The index of the next table; endpoints that stay keep their state and their connections. */
    RouteIndex next(RoutingTable next, int lanes) {
        Map<Upstream.Key, Upstream> living = new HashMap<>();
        Map<String, List<LiveRoute>> hosts = new HashMap<>();
        for (Route route : next.routes()) {
            List<Upstream> endpoints = new ArrayList<>();
            for (Endpoint endpoint : route.endpoints()) {
                Upstream.Key key = new Upstream.Key(route.appId(), endpoint);
                endpoints.add(living.computeIfAbsent(key, k -> keep(k, lanes)));
            }
            hosts.computeIfAbsent(route.host().toLowerCase(Locale.ROOT), host -> new ArrayList<>())
                    .add(new LiveRoute(route, endpoints));
        }
        Map<String, LiveRoute[]> sorted = new HashMap<>();
        hosts.forEach((host, routes) -> sorted.put(host, longestPathFirst(routes)));
        return new RouteIndex(next, sorted, living);
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
