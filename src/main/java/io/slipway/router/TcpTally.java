package io.slipway.router;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a TCP connection went. In metrics it counts once, as a request would: as a success when an instance takes it, with the time that
 * took, and as 502 when none does. In the access log it is one line at its end.
 */
final class TcpTally {

    private static final int TAKEN = 200;
    private static final int NOT_TAKEN = 502;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Lane lane;
    private final TcpRoute route;
    private final InetSocketAddress client;
    private final long started;
    private final long startedMillis;
    private long taken;

    TcpTally(Lane lane, TcpRoute route, InetSocketAddress client) {
        this.lane = lane;
        this.route = route;
        this.client = client;
        this.started = lane.nanos();
        this.startedMillis = lane.epochMillis();
    }

    /** An instance has the connection. */
    void taken(Upstream upstream) {
        taken = lane.nanos();
        upstream.pool(lane).counters().count(TAKEN, (taken - started) / 1000);
    }

    /** Nothing passes any more. */
    void ended(@Nullable Upstream upstream, long up, long down, int failures, TcpConnection.End end) {
        boolean served = taken != 0;
        if (!served) {
            lane.ownAnswers(route.appId()).count(NOT_TAKEN, (lane.nanos() - started) / 1000);
        }
        if (lane.accessLog() == AccessLog.NONE) {
            return;
        }
        Endpoint endpoint = upstream == null ? null : upstream.endpoint();
        byte[] line = ByteWriter.ascii(line(endpoint, up, down, failures, end));
        lane.accessLog()
                .record(new AccessLogEntry(route.appId(), endpoint, startedMillis, served ? TAKEN : NOT_TAKEN, line));
    }

    private String line(@Nullable Endpoint endpoint, long up, long down, int failures, TcpConnection.End end) {
        var line = new StringBuilder(320)
                .append("tcp:%d - [%s] \"TCP\" - %d %d".formatted(route.port(), time(), up, down))
                .append(" \"%s:%d\"".formatted(client.getAddress().getHostAddress(), client.getPort()))
                .append(" \"" + (endpoint == null ? "-" : endpoint.address() + ":" + endpoint.port()) + "\"")
                .append(seconds(" duration:", lane.nanos() - started))
                .append(taken == 0 ? "" : seconds(" connect_time:", taken - started))
                .append(" app_id:\"" + route.appId() + "\"")
                .append(" app_index:\"" + (endpoint == null ? "-" : endpoint.index()) + "\"")
                .append(" instance_id:\"" + (endpoint == null ? "-" : endpoint.instanceId()) + "\"")
                .append(" ended_by:\"" + end.word + "\"");
        if (failures > 0) {
            line.append(" failed_attempts:" + failures);
        }
        if (taken == 0) {
            line.append(" x_cf_routererror:\"" + (end == TcpConnection.End.LIMIT ? "limit" : "no_endpoint") + "\"");
        }
        return line.toString();
    }

    private String time() {
        return TIME.format(Instant.ofEpochMilli(startedMillis));
    }

    private static String seconds(String name, long nanos) {
        return String.format(Locale.ROOT, "%s%.6f", name, nanos / NANOS_PER_SECOND);
    }
}
