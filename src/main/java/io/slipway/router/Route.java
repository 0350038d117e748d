package io.slipway.router;

import io.slipway.kernel.AppId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to an app.
 *
 * @param id the route's id as text
 * @param host canonical: lower case, no port, no trailing dot; {@code *.example.org} takes every name below
 * @param path {@code /} or a prefix that starts with a slash and has none at its end; it matches whole segments
 * @param endpoints may be empty: the route is then known and answers 503
 * @param split how requests are divided between releases; null where every endpoint counts the same
 */
public record Route(
        String id,
        String host,
        String path,
        AppId appId,
        String appName,
        List<Endpoint> endpoints,
        @Nullable TrafficSplit split) {

    public Route {
        endpoints = List.copyOf(endpoints);
    }

    /** A route whose endpoints all count the same. */
    public Route(String id, String host, String path, AppId appId, String appName, List<Endpoint> endpoints) {
        this(id, host, path, appId, appName, endpoints, null);
    }
}
