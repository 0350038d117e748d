package io.slipway.router;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response: finds an instance, sends the request, passes bytes both ways and writes down how it went. Each
 * client connection has one and uses it again. All of it runs on the lane of its client.
 */
final class Exchange {

    private static final byte[] CONTINUE = ByteWriter.ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] LAST_CHUNK = ByteWriter.ascii("0\r\n\r\n");
    private static final byte[] LINE_END = ByteWriter.ascii("\r\n");
    private static final int CLIENT_LEFT = 499;

    private enum Phase {
        NONE,
        CONNECTING,
        SENT,
        ANSWERING,
        TUNNEL
    }

    private final ClientConnection client;
    private final Lane lane;
    private final RequestWriter request = new RequestWriter();
    private final BodyCursor requestBody = new BodyCursor();
    private final List<Upstream> tried = new ArrayList<>(2);
    private Phase phase = Phase.NONE;
    private RequestTraits traits = RequestTraits.NONE;
    private InstanceWish wish = InstanceWish.ANY;
    private @Nullable LiveRoute route;
    private @Nullable Upstream upstream;
    private @Nullable UpstreamConnection connection;
    private @Nullable UpstreamConnection connecting;
    private boolean requestChunked;
    private boolean responseChunked;
    private boolean keepAlive;
    private boolean freshOnly;
    private boolean unflushed;
    private boolean counted;
    private int attempts;
    private int status;
    private @Nullable String error;
    private long startedMillis;
    private long started;
    private long sent;
    private long requestBytes;
    private long responseBytes;

    Exchange(ClientConnection client, Lane lane) {
        this.client = client;
        this.lane = lane;
    }

    /** Starts with a head that was just read; {@code in} holds what arrived behind it. Throws {@link BadMessage}. */
    void begin(RequestHead head, ByteBuf in) {
        reset(head);
        LiveRoute[] routes = client.routesOf(head, lane.state().index());
        route = RouteIndex.match(routes, head.bytes, head.targetStart, head.targetEnd);
        traits = RequestTraits.of(head);
        if (traits.wishesInstance()) {
            wish = RequestTraits.wish(head);
        }
        if (head.chunked && in.isReadable() && !BodyCursor.isPlausibleChunked(in)) {
            throw BadMessage.malformed("the request's chunks are malformed");
        }
        request.write(head, lane, client.addressText(), startedMillis);
        dispatch();
    }

    private void reset(RequestHead head) {
        started = lane.nanos();
        sent = started;
        startedMillis = lane.epochMillis();
        route = null;
        wish = InstanceWish.ANY;
        tried.clear();
        attempts = 0;
        status = 0;
        error = null;
        requestBytes = 0;
        responseBytes = 0;
        freshOnly = false;
        counted = false;
        keepAlive = head.keepAlive;
        requestChunked = head.chunked;
        responseChunked = false;
        client.setDeadline(0);
        if (head.chunked) {
            requestBody.chunked();
        } else {
            requestBody.length(Math.max(0, head.contentLength));
        }
    }

    boolean isHead() {
        return traits.head();
    }

    boolean isWebSocket() {
        return traits.webSocket();
    }

    boolean isRequestSent() {
        return requestBody.isAtEnd();
    }

    boolean isUpstreamFull() {
        return connection != null && !connection.isWritable();
    }

    /** Sends the request to an instance that was not tried yet, as the newest table has it. */
    private void dispatch() {
        RouteIndex index = lane.state().index();
        byte[] head = request.out.array();
        LiveRoute found =
                RouteIndex.match(client.routesOfKnownHost(index), head, request.target.from, request.target.to);
        route = found;
        if (found == null) {
            answer(RouterAnswers.unknownRoute(client.hostText(), index, traits.html()));
            return;
        }
        if (!found.hasEndpoints()) {
            answer(RouterAnswers.noEndpoints(client.hostText(), traits.html()));
            return;
        }
        int offset = found.endpointCount() == 1 ? 0 : lane.random().nextInt(found.endpointCount());
        Upstream chosen = attempts < lane.properties().attempts()
                ? found.choose(offset, lane.nanos(), tried, wish)
                : null;
        if (chosen == null) {
            answer(
                    attempts == 0
                            ? RouterAnswers.unknownInstance(client.hostText(), traits.html())
                            : RouterAnswers.endpointFailure(client.hostText(), traits.html()));
            return;
        }
        use(chosen);
    }

    private void use(Upstream chosen) {
        attempts++;
        releaseUpstream();
        upstream = chosen;
        chosen.begin();
        UpstreamPool pool = chosen.pool(lane);
        UpstreamConnection waiting = freshOnly ? null : pool.take(traits.replayable(), started);
        if (waiting != null) {
            waiting.attach(this);
            connected(waiting);
            return;
        }
        phase = Phase.CONNECTING;
        connection = null;
        connecting = new UpstreamConnection(lane, pool, this);
        lane.connect(connecting, chosen);
    }

    private void releaseUpstream() {
        Upstream used = upstream;
        if (used != null) {
            upstream = null;
            used.end();
        }
    }

    /** A connection is there: the head goes out, and what there is of the body. */
    void connected(UpstreamConnection made) {
        Upstream target = upstream;
        if (target == null) {
            throw new IllegalStateException("Connected for nobody");
        }
        connecting = null;
        connection = made;
        phase = Phase.SENT;
        sent = lane.nanos();
        ByteWriter head = request.out;
        byte[] identity = target.identityHeaders();
        ByteBuf bytes = lane.allocator().directBuffer(head.size() + identity.length);
        bytes.writeBytes(head.array(), 0, head.size()).writeBytes(identity);
        made.expectResponse();
        made.write(bytes);
        unflushed = true;
        if (traits.expectContinue() && requestBytes == 0) {
            client.send(CONTINUE);
        }
        touch();
        client.advance();
    }

    void connectFailed() {
        connecting = null;
        Upstream failed = upstream;
        if (failed != null) {
            failed.setAsideUntil(lane.nanos() + lane.properties().setAsideTime().toNanos());
            tried.add(failed);
        }
        dispatch();
    }

    /** Passes on what arrived of the request's body. Returns whether anything was used. Throws {@link BadMessage}. */
    boolean relayRequest(ByteBuf in) {
        UpstreamConnection target = connection;
        if (target == null) {
            return false;
        }
        if (phase == Phase.TUNNEL) {
            requestBytes += in.readableBytes();
            write(target, in.readRetainedSlice(in.readableBytes()));
            return true;
        }
        if (requestBody.isAtEnd()) {
            return false;
        }
        int count = requestBody.available(in);
        if (count == ChunkDecoder.BAD) {
            throw BadMessage.malformed("the request's chunks are malformed");
        }
        if (count > 0) {
            requestBytes += count;
            writeBody(target, in, count);
            requestBody.taken(count);
        }
        if (requestChunked && requestBody.isAtEnd()) {
            write(target, lane.allocator().directBuffer(LAST_CHUNK.length).writeBytes(LAST_CHUNK));
        }
        touch();
        return count > 0;
    }

    private void writeBody(UpstreamConnection target, ByteBuf in, int count) {
        if (!requestChunked) {
            write(target, in.readRetainedSlice(count));
            return;
        }
        byte[] size = ByteWriter.ascii(Integer.toHexString(count) + "\r\n");
        write(target, lane.allocator().directBuffer(size.length).writeBytes(size));
        write(target, in.readRetainedSlice(count));
        write(target, lane.allocator().directBuffer(LINE_END.length).writeBytes(LINE_END));
    }

    private void write(UpstreamConnection target, ByteBuf bytes) {
        target.write(bytes);
        unflushed = true;
    }

    void flushToUpstream() {
        UpstreamConnection target = connection;
        if (unflushed && target != null) {
            unflushed = false;
            target.flush();
        }
    }

    /** Sets when to lose patience: never while an instance is slow to go on with an answer that it has begun. */
    private void touch() {
        boolean waitsForSomebody = phase == Phase.SENT || !requestBody.isAtEnd() || !client.isWritable();
        client.setDeadline(
                phase != Phase.TUNNEL && waitsForSomebody
                        ? lane.nanos() + lane.properties().responseTimeout().toNanos()
                        : 0);
    }

    /** An instance has begun to answer. */
    void responseHead(ResponseHead head, BodyCursor.Framing framing, int following) {
        phase = Phase.ANSWERING;
        status = head.status;
        if (upstream != null) {
            upstream.answered();
        }
        responseChunked = traits.http11()
                && (framing == BodyCursor.Framing.CHUNKED || framing == BodyCursor.Framing.UNTIL_CLOSE);
        boolean endIsKnown = framing == BodyCursor.Framing.NONE
                || framing == BodyCursor.Framing.LENGTH
                || responseChunked;
        keepAlive &= endIsKnown && requestBody.isAtEnd() && !lane.state().isClosing();
        ResponseWriter.Ending ending = !keepAlive
                ? ResponseWriter.Ending.CLOSE
                : traits.http11() ? ResponseWriter.Ending.PERSISTENT : ResponseWriter.Ending.PERSISTENT_OLD;
        ByteWriter out = lane.writer();
        ResponseWriter.write(out, head, responseChunked, ending, request);
        client.send(out, following);
        touch();
    }

    void switchedProtocols(ResponseHead head) {
        phase = Phase.TUNNEL;
        status = head.status;
        ByteWriter out = lane.writer();
        ResponseWriter.write(out, head, false, ResponseWriter.Ending.UPGRADE, request);
        client.send(out, 0);
        client.setDeadline(0);
        count();
    }

    void responseBody(ByteBuf in, int count) {
        responseBytes += count;
        if (responseChunked) {
            client.send(lane.writer().put(ByteWriter.ascii(Integer.toHexString(count))).put(LINE_END), count);
            client.send(in, count);
            client.send(LINE_END);
        } else {
            client.send(in, count);
        }
    }

    void responseEnd() {
        connection = null;
        if (responseChunked) {
            client.send(LAST_CHUNK);
        }
        finish(keepAlive && requestBody.isAtEnd());
        client.flush();
    }

    /** Sends what was queued for the client, and stops reading from the instance while the client does not take it. */
    void flushToClient() {
        client.flush();
        if (connection != null && !client.isWritable()) {
            connection.setReading(false);
            touch();
        }
    }

    void clientWritabilityChanged() {
        if (connection != null) {
            connection.setReading(client.isWritable());
            touch();
        }
    }

    void upstreamWritabilityChanged(boolean writable) {
        if (writable) {
            client.advance();
        }
    }

    /** The instance closed the connection before the first byte of an answer, or in the middle of its head. */
    void closedUnanswered(UpstreamConnection closed, boolean begun) {
        connection = null;
        if (begun || !traits.replayable()) {
            fail(RouterAnswers.endpointFailure(client.hostText(), traits.html()));
            return;
        }
        if (closed.isReused()) {
            // It was closed while it waited; the instance itself may be well.
            freshOnly = true;
            attempts--;
        } else if (upstream != null) {
            tried.add(upstream);
        }
        dispatch();
    }

    void badResponse(BadMessage reason) {
        connection = null;
        fail(RouterAnswers.badResponse(client.hostText(), reason, traits.html()));
    }

    void tunnelEnded() {
        connection = null;
        finish(false);
        client.flush();
    }

    /** The client broke the rules in the middle of a body; false if there is no request to abort. */
    boolean abort(BadMessage reason) {
        if (phase == Phase.NONE) {
            return false;
        }
        abandonConnection();
        keepAlive = false;
        fail(RouterAnswer.refusal(reason));
        return true;
    }

    void timedOut() {
        boolean clientIsLate = !requestBody.isAtEnd() && !isUpstreamFull();
        abandonConnection();
        if (clientIsLate) {
            fail(RouterAnswer.refusal(new BadMessage(408, "the request did not arrive in time")));
        } else {
            fail(RouterAnswers.timeout(client.hostText(), traits.html()));
        }
    }

    void clientGone() {
        if (phase == Phase.NONE) {
            return;
        }
        abandonConnection();
        if (phase != Phase.TUNNEL) {
            status = CLIENT_LEFT;
        }
        finish(false);
    }

    boolean isOn(List<Upstream> removed) {
        Upstream used = upstream;
        return used != null && removed.contains(used);
    }

    void cutForDrain() {
        abandonConnection();
        fail(RouterAnswers.endpointFailure(client.hostText(), traits.html()));
    }

    private void abandonConnection() {
        if (connection != null) {
            connection.abandon();
            connection = null;
        }
        if (connecting != null) {
            connecting.abandon();
            connecting = null;
        }
    }

    /** Tells the client, if it was told nothing yet; else its connection has to be cut, which is the only way left to say it. */
    private void fail(RouterAnswer answer) {
        if (phase == Phase.ANSWERING || phase == Phase.TUNNEL) {
            error = answer.error();
            finish(false);
            client.cut();
        } else {
            answer(answer);
        }
    }

    private void answer(RouterAnswer answer) {
        boolean keep = keepAlive && requestBody.isAtEnd() && !lane.state().isClosing();
        ByteWriter out = lane.writer();
        answer.writeTo(out, keep, traits.head());
        client.send(out, 0);
        status = answer.status();
        error = answer.error();
        finish(keep);
        client.flush();
    }

    private void finish(boolean keep) {
        phase = Phase.NONE;
        unflushed = false;
        if (!counted) {
            count();
        }
        log();
        releaseUpstream();
        client.exchangeEnded(keep);
    }

    private void count() {
        counted = true;
        long micros = (lane.nanos() - started) / 1000;
        Upstream used = upstream;
        if (used != null && error == null) {
            used.pool(lane).counters().count(status, micros);
        } else if (route != null) {
            lane.ownAnswers(route.route().appId()).count(status, micros);
        }
    }

    private void log() {
        LiveRoute used = route;
        if (used == null || lane.accessLog() == AccessLog.NONE) {
            return;
        }
        AccessLogLine.Facts facts = new AccessLogLine.Facts(
                client.hostText(),
                startedMillis,
                traits.http11(),
                status,
                requestBytes,
                responseBytes,
                lane.nanos() - started,
                sent - started,
                tried.size(),
                error);
        byte[] line = lane.accessLogLine().write(facts, request, client, upstream, used.route());
        Endpoint endpoint = upstream == null ? null : upstream.endpoint();
        lane.accessLog().record(new AccessLogEntry(used.route().appId(), endpoint, startedMillis, status, line));
    }
}
