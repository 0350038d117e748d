package io.slipway.router;

import org.jspecify.annotations.Nullable;

/** How an exchange went, for metrics and the access log; used again for every exchange of a connection. */
final class Tally {

    private static final int CLIENT_LEFT = 499;
    private static final int BAD_GATEWAY = 502;

    private final Lane lane;
    private long startedMillis;
    private long started;
    private long sent;
    private long requestBytes;
    private long responseBytes;
    private int status;
    private int countedStatus;
    private boolean byRouter;
    private boolean counted;
    private @Nullable String error;

    Tally(Lane lane) {
        this.lane = lane;
    }

    void start() {
        started = lane.nanos();
        sent = started;
        startedMillis = lane.epochMillis();
        requestBytes = 0;
        responseBytes = 0;
        answered(0);
        byRouter = false;
        counted = false;
        error = null;
    }

    long startedMillis() {
        return startedMillis;
    }

    void sent() {
        sent = lane.nanos();
    }

    /** When the request went to an instance, last. */
    long sentNanos() {
        return sent;
    }

    void request(int bytes) {
        requestBytes += bytes;
    }

    void response(int bytes) {
        responseBytes += bytes;
    }

    void answered(int newStatus) {
        status = newStatus;
        countedStatus = newStatus;
    }

    void answeredByRouter(RouterAnswer answer) {
        answered(answer.status());
        error = answer.error();
        byRouter = true;
    }

    void clientLeft() {
        answered(CLIENT_LEFT);
    }

    /** The answer had begun and could not be completed: the client saw a good status, but it is no success. */
    void cut(@Nullable String reason) {
        countedStatus = BAD_GATEWAY;
        error = reason;
    }

    /** Counts it, once, for the instance that answered or else for the router itself. */
    void count(@Nullable Upstream upstream, @Nullable LiveRoute route) {
        if (counted || route == null) {
            return;
        }
        counted = true;
        TrafficCounters counters = upstream == null || byRouter
                ? lane.ownAnswers(route.route().appId())
                : upstream.pool(lane).counters();
        counters.count(countedStatus, (lane.nanos() - started) / 1000);
    }

    void log(
            boolean http11,
            int failedAttempts,
            RequestWriter request,
            ClientConnection client,
            @Nullable Upstream upstream,
            Route route) {
        if (lane.accessLog() == AccessLog.NONE) {
            return;
        }
        AccessLogLine.Facts facts = new AccessLogLine.Facts(
                client.host().name(),
                startedMillis,
                http11,
                status,
                requestBytes,
                responseBytes,
                lane.nanos() - started,
                sent - started,
                failedAttempts,
                error);
        byte[] line = lane.accessLogLine().write(facts, request, client, upstream, route);
        Endpoint endpoint = upstream == null ? null : upstream.endpoint();
        lane.accessLog().record(new AccessLogEntry(route.appId(), endpoint, startedMillis, status, line));
    }
}
