package io.slipway.router;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Writes access log lines; one per lane, because it remembers the second that it wrote last. */
final class AccessLogLine {

    /** What clients can make long is cut here, so that a line stays within what a log takes. */
    private static final int MAX_FIELD = 2048;

    private static final byte[] DASH_BRACKET = ByteWriter.ascii(" - [");
    private static final byte[] NANOS_END = ByteWriter.ascii("000000Z] \"");
    private static final byte[] VERSION_11 = ByteWriter.ascii(" HTTP/1.1\" ");
    private static final byte[] VERSION_10 = ByteWriter.ascii(" HTTP/1.0\" ");
    private static final byte[] FORWARDED_FOR = ByteWriter.ascii("\" x_forwarded_for:\"");
    private static final byte[] REQUEST_ID = ByteWriter.ascii("\" x_forwarded_proto:\"http\" vcap_request_id:\"");
    private static final byte[] RESPONSE_TIME = ByteWriter.ascii("\" response_time:");
    private static final byte[] ROUTER_TIME = ByteWriter.ascii(" gorouter_time:");
    private static final byte[] NEXT = ByteWriter.ascii("\" \"");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ByteWriter out = new ByteWriter(1024);
    private long second = Long.MIN_VALUE;
    private byte[] secondText = new byte[0];

    /** What a line says besides the request's own head. */
    record Facts(
            String host,
            long epochMillis,
            boolean http11,
            int status,
            long requestBytes,
            long responseBytes,
            long totalNanos,
            long ownNanos,
            int failedAttempts,
            @Nullable String error) {}

    byte[] write(Facts facts, RequestWriter request, ClientConnection client, @Nullable Upstream upstream, Route route) {
        out.clear(16 * 1024);
        byte[] head = request.out.array();
        text(facts.host()).put(DASH_BRACKET);
        timestamp(facts.epochMillis());
        out.put(head, request.method.from, request.method.to).put(' ');
        quoted(head, request.target);
        out.put(facts.http11() ? VERSION_11 : VERSION_10).decimal(facts.status());
        out.put(' ').decimal(facts.requestBytes()).put(' ').decimal(facts.responseBytes()).put(' ').put('"');
        quotedOrDash(head, request.referer);
        out.put(NEXT);
        quotedOrDash(head, request.userAgent);
        out.put(NEXT).put(client.addressText()).put(client.portText()).put(NEXT);
        if (upstream == null) {
            out.put('-');
        } else {
            out.put(upstream.addressText());
        }
        out.put(FORWARDED_FOR);
        quoted(head, request.forwardedFor);
        out.put(REQUEST_ID).put(head, request.requestId.from, request.requestId.to);
        seconds(RESPONSE_TIME, facts.totalNanos());
        seconds(ROUTER_TIME, facts.ownNanos());
        ending(facts, upstream, route);
        return out.copy();
    }

    private void ending(Facts facts, @Nullable Upstream upstream, Route route) {
        if (upstream == null) {
            text(" app_id:\"" + route.appId() + "\" app_index:\"-\" instance_id:\"-\"");
        } else {
            out.put(upstream.logFields());
        }
        if (facts.failedAttempts() > 0) {
            text(" failed_attempts:" + facts.failedAttempts());
        }
        if (facts.error() != null) {
            text(" x_cf_routererror:\"" + facts.error() + "\"");
        }
    }

    private ByteWriter text(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            out.put(ascii.charAt(i));
        }
        return out;
    }

    private void timestamp(long epochMillis) {
        long now = Math.floorDiv(epochMillis, 1000L);
        if (now != second) {
            second = now;
            secondText = ByteWriter.ascii(SECOND.format(Instant.ofEpochSecond(now)));
        }
        out.put(secondText).decimal(Math.floorMod(epochMillis, 1000L), 3).put(NANOS_END);
    }

    private void seconds(byte[] name, long nanos) {
        out.put(name).decimal(nanos / NANOS_PER_SECOND).put('.').decimal(nanos % NANOS_PER_SECOND / 1000, 6);
    }

    private void quotedOrDash(byte[] bytes, RequestWriter.Part part) {
        if (part.to == part.from) {
            out.put('-');
        } else {
            quoted(bytes, part);
        }
    }

    private void quoted(byte[] bytes, RequestWriter.Part part) {
        int to = Math.min(part.to, part.from + MAX_FIELD);
        int copied = part.from;
        for (int at = part.from; at < to; at++) {
            if (bytes[at] == '"' || bytes[at] == '\\') {
                out.put(bytes, copied, at).put('\\');
                copied = at;
            }
        }
        out.put(bytes, copied, to);
    }
}
