package io.slipway.routes;

import io.slipway.apps.Destination;
import io.slipway.kernel.RouteId;

/**
 * A route as people see it.
 *
 * @param host canonical lower case
 * @param path {@code /} or a prefix
 * @param url complete, with the router's public port
 * @param destination what it leads to
 */
public record RouteView(RouteId id, String host, String path, String url, Destination destination) {}
