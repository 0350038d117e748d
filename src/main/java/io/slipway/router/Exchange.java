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
    private final RequestRelay relay;
    private final List<Upstream> tried = new ArrayList<>(2);
    private final Tally tally;
    private Phase phase = Phase.NONE;
    private RequestTraits traits = RequestTraits.NONE;
    private InstanceWish wish = InstanceWish.ANY;
    private @Nullable LiveRoute route;
    private @Nullable Upstream upstream;
    private @Nullable UpstreamConnection connection;
    private @Nullable UpstreamConnection connecting;
    private boolean responseChunked;
    private boolean keepAlive;
    private boolean freshOnly;
    private int attempts;

    Exchange(ClientConnection client, Lane lane) {
        this.client = client;
        this.lane = lane;
        this.tally = new Tally(lane);
        this.relay = new RequestRelay(lane.allocator());
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
        request.write(head, lane, client.addressText(), tally.startedMillis());
        dispatch();
    }

    private void reset(RequestHead head) {
        tally.start();
        route = null;
        wish = InstanceWish.ANY;
        tried.clear();
        attempts = 0;
        freshOnly = false;
        keepAlive = head.keepAlive;
        responseChunked = false;
        client.setDeadline(0);
        relay.begin(head);
    }

    boolean isHead() {
        return traits.head();
    }

    boolean isWebSocket() {
        return traits.webSocket();
    }

    boolean isRequestSent() {
        return relay.isBodyComplete();
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
        Upstream chosen =
                attempts < lane.properties().attempts() ? found.choose(offset, lane.nanos(), tried, wish) : null;
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
        UpstreamConnection waiting = freshOnly ? null : pool.take(traits.replayable(), lane.nanos());
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
        tally.sent();
        made.expectResponse();
        relay.sendHead(made, request.out, target.identityHeaders());
        if (traits.expectContinue()) {
            client.out().send(CONTINUE);
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
        int count = phase == Phase.TUNNEL ? relay.sendRaw(target, in) : relay.sendBody(target, in);
        tally.request(count);
        touch();
        return count > 0;
    }

    void flushToUpstream() {
        UpstreamConnection target = connection;
        if (target != null) {
            relay.flush(target);
        }
    }

    /** Sets when to lose patience: never while an instance is slow to go on with an answer that it has begun. */
    private void touch() {
        boolean waitsForSomebody =
                phase == Phase.SENT || !relay.isBodyComplete() || !client.out().isWritable();
        client.setDeadline(
                phase != Phase.TUNNEL && waitsForSomebody
                        ? lane.nanos() + lane.properties().responseTimeout().toNanos()
                        : 0);
    }

    /** An instance has begun to answer. */
    void responseHead(ResponseHead head, BodyCursor.Framing framing, int following) {
        phase = Phase.ANSWERING;
        tally.answered(head.status);
        if (upstream != null) {
            upstream.answered();
        }
        responseChunked =
                traits.http11() && (framing == BodyCursor.Framing.CHUNKED || framing == BodyCursor.Framing.UNTIL_CLOSE);
        boolean endIsKnown =
                framing == BodyCursor.Framing.NONE || framing == BodyCursor.Framing.LENGTH || responseChunked;
        keepAlive &= endIsKnown && relay.isBodyComplete() && !lane.state().isClosing();
        ResponseWriter.Ending ending = !keepAlive
                ? ResponseWriter.Ending.CLOSE
                : traits.http11() ? ResponseWriter.Ending.PERSISTENT : ResponseWriter.Ending.PERSISTENT_OLD;
        ByteWriter out = lane.writer();
        ResponseWriter.write(out, head, responseChunked, ending, request);
        client.out().send(out, following);
        touch();
    }

    void switchedProtocols(ResponseHead head) {
        phase = Phase.TUNNEL;
        tally.answered(head.status);
        ByteWriter out = lane.writer();
        ResponseWriter.write(out, head, false, ResponseWriter.Ending.UPGRADE, request);
        client.out().send(out, 0);
        client.setDeadline(0);
        tally.count(upstream, route);
    }

    void responseBody(ByteBuf in, int count) {
        tally.response(count);
        if (responseChunked) {
            client.out()
                    .send(
                            lane.writer()
                                    .put(ByteWriter.ascii(Integer.toHexString(count)))
                                    .put(LINE_END),
                            count);
            client.out().send(in, count);
            client.out().send(LINE_END);
        } else {
            client.out().send(in, count);
        }
    }

    void responseEnd() {
        connection = null;
        if (responseChunked) {
            client.out().send(LAST_CHUNK);
        }
        finish(keepAlive && relay.isBodyComplete());
        client.out().flush();
    }

    /** Sends what was queued for the client, and stops reading from the instance while the client does not take it. */
    void flushToClient() {
        client.out().flush();
        if (connection != null && !client.out().isWritable()) {
            connection.setReading(false);
            touch();
        }
    }

    void clientWritabilityChanged() {
        if (connection != null) {
            connection.setReading(client.out().isWritable());
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
        client.out().flush();
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
        boolean clientIsLate = !relay.isBodyComplete() && !isUpstreamFull();
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
            tally.clientLeft();
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
            tally.cut(answer.error());
            finish(false);
            client.cut();
        } else {
            answer(answer);
        }
    }

    private void answer(RouterAnswer answer) {
        boolean keep = keepAlive && relay.isBodyComplete() && !lane.state().isClosing();
        ByteWriter out = lane.writer();
        answer.writeTo(out, keep, traits.head());
        client.out().send(out, 0);
        tally.answeredByRouter(answer);
        finish(keep);
        client.out().flush();
    }

    private void finish(boolean keep) {
        phase = Phase.NONE;
        Upstream used = upstream;
        tally.count(used, route);
        releaseUpstream();
        if (route != null) {
            tally.log(traits.http11(), tried.size(), request, client, used, route.route());
        }
        client.exchangeEnded(keep);
    }
}
