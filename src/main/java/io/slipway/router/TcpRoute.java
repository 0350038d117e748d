package io.slipway.router;

import io.slipway.kernel.AppId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A port of every router that leads to an app; bytes pass as they are.
 *
 * @param id the route's id as text
 * @param port that routers listen on for this route alone
 * @param endpoints may be empty: connections are then closed at once
 * @param split how new connections are divided between releases; null where every endpoint counts the same
 */
public record TcpRoute(
        String id,
        int port,
        AppId appId,
        String appName,
        List<Endpoint> endpoints,
        @Nullable TrafficSplit split) {

    public TcpRoute {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("A port is between 1 and 65535: " + port);
        }
        endpoints = List.copyOf(endpoints);
    }
}
