package io.slipway.routes;

import io.slipway.apps.Destination;
import io.slipway.kernel.RouteId;

/**
 * A TCP route as people see it.
 *
 * @param port that every host's router listens on
 * @param address {@code host:port} to connect to
 * @param destination what it leads to
 */
public record TcpRouteView(RouteId id, int port, String address, Destination destination) {}
