package io.slipway.router;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A TCP route with its living endpoints and the count of its connections, which outlives the table. */
final class LiveTcpRoute {

    private final TcpRoute route;
    private final Balancer balancer;
    private final Admission connections;

    LiveTcpRoute(TcpRoute route, List<Upstream> upstreams, Admission connections) {
        this.route = route;
        this.balancer = new Balancer(route.split(), upstreams);
        this.connections = connections;
    }

    TcpRoute route() {
        return route;
    }

    Admission connections() {
        return connections;
    }

    /** The endpoint with the fewest connections and requests; never one that was tried already. */
    @Nullable
    Upstream choose(SplittableRandom random, long now, List<Upstream> tried) {
        return balancer.choose(random, now, tried, InstanceWish.ANY);
    }
}
