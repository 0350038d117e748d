package io.slipway.router;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A route with its living endpoints. */
final class LiveRoute {

    private final Route route;
    private final byte[] path;
    private final byte[] cookiePath;
    private final Balancer balancer;

    LiveRoute(Route route, List<Upstream> upstreams) {
        this.route = route;
        this.path = route.path().equals("/") ? new byte[0] : ByteWriter.ascii(route.path());
        this.cookiePath = ByteWriter.ascii(route.path());
        this.balancer = new Balancer(route.split(), upstreams);
    }

    Route route() {
        return route;
    }

    boolean hasEndpoints() {
        return !balancer.isEmpty();
    }

    /** Longer paths are more specific. */
    int pathLength() {
        return path.length;
    }

    /** Whether a target lies under the path, whole segments compared. */
    boolean covers(byte[] bytes, int from, int to) {
        int end = from + path.length;
        if (end > to) {
            return false;
        }
        for (int i = 0; i < path.length; i++) {
            if (bytes[from + i] != path[i]) {
                return false;
            }
        }
        return path.length == 0 || end == to || bytes[end] == '/' || bytes[end] == '?';
    }

    /** See {@link Balancer#choose(SplittableRandom, long, List, InstanceWish)}. */
    @Nullable
    Upstream choose(SplittableRandom random, long now, List<Upstream> tried, InstanceWish wish) {
        return balancer.choose(random, now, tried, wish);
    }

    /** See {@link Balancer#choose(int, long, List, InstanceWish)}. */
    @Nullable
    Upstream choose(int offset, long now, List<Upstream> tried, InstanceWish wish) {
        return balancer.choose(offset, now, tried, wish);
    }

    /** See {@link Balancer#find}. */
    @Nullable
    Upstream find(StickySession session, long now, List<Upstream> tried) {
        return balancer.find(session, now, tried);
    }

    /** The path as a cookie names it. */
    byte[] cookiePath() {
        return cookiePath;
    }
}
