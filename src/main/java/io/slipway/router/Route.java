package io.slipway.router;

import io.slipway.kernel.AppId;
import java.util.List;

/**
 * A way to an app.
 *
 * @param id the route's id as text
 * @param host canonical: lower case, no port, no trailing dot; {@code *.example.org} takes every name below
 * @param path {@code /} or a prefix that starts with a slash and has none at its end; it matches whole segments
 * @param endpoints may be empty: the route is then known and answers 503
 */
public record Route(String id, String host, String path, AppId appId, String appName, List<Endpoint> endpoints) {

    public Route {
        endpoints = List.copyOf(endpoints);
    }
}
