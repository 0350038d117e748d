package io.slipway.router;

import java.util.List;

/**
 * Everything that a router has to know; a table always replaces the one before it as a whole.
 *
 * @param version rises with every change; 0 for the empty table of a router that was never told anything
 * @param tcpRoutes each with a port of its own
 * @param fallbackDomain the apps' domain, for the text of "no such route"
 */
public record RoutingTable(long version, List<Route> routes, List<TcpRoute> tcpRoutes, String fallbackDomain) {

    /** The table of a router that was never told anything. */
    public static final RoutingTable EMPTY = new RoutingTable(0, List.of(), "");

    public RoutingTable {
        routes = List.copyOf(routes);
        tcpRoutes = List.copyOf(tcpRoutes);
    }

    /** A table of HTTP routes alone. */
    public RoutingTable(long version, List<Route> routes, String fallbackDomain) {
        this(version, routes, List.of(), fallbackDomain);
    }
}
