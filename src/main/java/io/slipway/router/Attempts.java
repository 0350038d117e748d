package io.slipway.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The instances that one request is tried on, one after the other, as the newest table has them, and the connection to the one that
 * has it. Used again for every exchange of a connection.
 */
final class Attempts {

    private final Exchange exchange;
    private final Lane lane;
    private final KnownHost host;
    private final RequestWriter request;
    private final List<Upstream> failed = new ArrayList<>(2);
    private final StickySession session = new StickySession();
    private InstanceWish wish = InstanceWish.ANY;
    private @Nullable LiveRoute route;
    private @Nullable Upstream current;
    private @Nullable UpstreamConnection connection;
    private boolean connecting;
    private boolean replayable;
    private boolean freshOnly;
    private int made;

    Attempts(Exchange exchange, Lane lane, KnownHost host, RequestWriter request) {
        this.exchange = exchange;
        this.lane = lane;
        this.host = host;
        this.request = request;
    }

    /** Makes ready for a request and finds its route, so that a refusal is counted for the app. Throws {@link BadMessage}. */
    void begin(RequestHead head) {
        failed.clear();
        route = null;
        wish = InstanceWish.ANY;
        session.clear();
        freshOnly = false;
        made = 0;
        host.ask(head);
        route = RouteIndex.match(host.routesIn(lane.state().index()), head.bytes, head.targetStart, head.targetEnd);
    }

    /** What the request, which was understood by now, asks of an instance. Throws {@link BadMessage}. */
    void require(RequestTraits traits, RequestHead head) {
        replayable = traits.replayable();
        if (traits.wishesInstance()) {
            wish = RequestTraits.wish(head);
        }
        if (traits.cookies()) {
            session.read(head);
        }
    }

    /** Sends the request to an instance that was not tried yet, or says that there is none. */
    void next() {
        route = presentRoute();
        if (route == null) {
            exchange.answer(RouterFault.UNKNOWN_ROUTE, lane.state().index().whereAppsLive());
            return;
        }
        if (!route.hasEndpoints()) {
            exchange.answer(RouterFault.NO_ENDPOINTS, "");
            return;
        }
        Upstream chosen = made < lane.properties().attempts() ? choose(route) : null;
        if (chosen == null) {
            exchange.answer(made == 0 ? RouterFault.UNKNOWN_INSTANCE : RouterFault.ENDPOINT_FAILURE, "");
            return;
        }
        use(chosen);
    }

    private @Nullable LiveRoute presentRoute() {
        LiveRoute[] routes = host.routesIn(lane.state().index());
        return RouteIndex.match(routes, request.out.array(), request.target.from, request.target.to);
    }

    private @Nullable Upstream choose(LiveRoute among) {
        if (session.isKnown() && wish == InstanceWish.ANY) {
            Upstream home = among.find(session, lane.nanos(), failed);
            if (home != null) {
                return home;
            }
        }
        return among.choose(lane.random(), lane.nanos(), failed, wish);
    }

    private void use(Upstream chosen) {
        made++;
        release();
        current = chosen;
        chosen.begin();
        UpstreamPool pool = chosen.pool(lane);
        UpstreamConnection waiting = freshOnly ? null : pool.take(replayable, lane.nanos());
        if (waiting != null) {
            connection = waiting;
            waiting.attach(exchange);
            exchange.connected(waiting);
            return;
        }
        connecting = true;
        connection = new UpstreamConnection(lane, pool, exchange);
        lane.connect(connection, chosen);
    }

    /** The session that the client brought. */
    StickySession session() {
        return session;
    }

    /** The instance that has the request. */
    @Nullable
    Upstream current() {
        return current;
    }

    /** The connection to it, once it is made. */
    @Nullable
    UpstreamConnection connection() {
        return connecting ? null : connection;
    }

    @Nullable
    LiveRoute route() {
        return route;
    }

    int failures() {
        return failed.size();
    }

    /** The connection is made; returns the instance that it leads to. */
    Upstream connected() {
        connecting = false;
        return Objects.requireNonNull(current);
    }

    /** The instance took no connection. */
    void refused(Throwable cause) {
        forgetConnection();
        if (current != null) {
            lane.silence().noConnection(current, cause);
            failed.add(current);
        }
        next();
    }

    /** Moves on from an instance that is silent, if the request may be sent twice and another instance is better. */
    void forsake(Upstream silent) {
        LiveRoute among = presentRoute();
        boolean mayMove =
                replayable && connection() != null && made < lane.properties().attempts();
        if (current != silent || !mayMove || among == null) {
            return;
        }
        failed.add(silent);
        Upstream other = choose(among);
        if (other == null || other.isSetAside(lane.nanos())) {
            failed.remove(silent);
            return;
        }
        abandon();
        next();
    }

    /** The instance closed the connection before it answered. Returns false if the request must not be sent again. */
    boolean closed(boolean reused, boolean begun) {
        forgetConnection();
        if (begun || !replayable) {
            return false;
        }
        if (reused) {
            // It was closed while it waited; the instance itself may be well.
            freshOnly = true;
            made--;
        } else if (current != null) {
            failed.add(current);
        }
        next();
        return true;
    }

    /** The connection serves somebody else now, or is closed. */
    void forgetConnection() {
        connection = null;
        connecting = false;
    }

    /** Nothing more is wanted of the instance. */
    void abandon() {
        UpstreamConnection left = connection;
        forgetConnection();
        if (left != null) {
            left.abandon();
        }
    }

    /** The instance has no part in the request any more. */
    void release() {
        Upstream used = current;
        if (used != null) {
            current = null;
            used.end();
        }
    }

    boolean isOn(List<Upstream> removed) {
        return current != null && removed.contains(current);
    }
}
