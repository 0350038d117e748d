package io.slipway.router;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response: has an instance found, has bytes passed both ways and writes down how it went. Each client connection
 * has one and uses it again. All of it runs on the lane of its client.
 */
final class Exchange {

    private enum Phase {
        NONE,
        ASKING,
        ANSWERING,
        TUNNEL
    }

    private final ClientConnection client;
    private final Lane lane;
    private final RequestWriter request = new RequestWriter();
    private final Attempts attempts;
    private final RequestRelay toInstance;
    private final ResponseRelay toClient;
    private final Tally tally;
    private Phase phase = Phase.NONE;
    private @Nullable WebSocketTunnel tunnel;
    private RequestTraits traits = RequestTraits.NONE;

    Exchange(ClientConnection client, Lane lane) {
        this.client = client;
        this.lane = lane;
        this.attempts = new Attempts(this, lane, client.host(), request);
        this.toInstance = new RequestRelay(lane.allocator());
        this.toClient =
                new ResponseRelay(lane, client.out(), new ResponseWriter(request, new ResponseCookies(lane, attempts)));
        this.tally = new Tally(lane);
    }

    /** Starts with a head that was just read; {@code in} holds what arrived behind it. Throws {@link BadMessage}. */
    void begin(RequestHead head, ByteBuf in) {
        tally.start();
        client.setDeadline(0);
        toInstance.begin(head);
        toClient.begin(head);
        attempts.begin(head);
        traits = RequestTraits.of(head);
        attempts.require(traits, head);
        if (head.hop.chunked && in.isReadable() && !BodyCursor.isPlausibleChunked(in)) {
            throw BadMessage.malformed("the request's chunks are malformed");
        }
        request.write(head, lane, client.addressText(), tally.startedMillis());
        phase = Phase.ASKING;
        attempts.next();
    }

    RequestTraits traits() {
        return traits;
    }

    boolean isRequestSent() {
        return toInstance.isBodyComplete();
    }

    boolean isUpstreamFull() {
        UpstreamConnection target = attempts.connection();
        return target != null && !target.isWritable();
    }

    /** A connection is there: the head goes out, and what there is of the body. */
    void connected(UpstreamConnection made) {
        Upstream target = attempts.connected();
        tally.sent();
        made.expectResponse();
        toInstance.sendHead(made, request.out, target.identityHeaders());
        if (traits.expectContinue()) {
            toClient.sendContinue();
        }
        touch();
        client.advance();
    }

    void connectFailed(Throwable cause) {
        attempts.refused(cause);
    }

    /** The instance that was sent the request before {@code nanos} and has not begun to answer; null if there is none. */
    @Nullable
    Upstream silentSince(long nanos) {
        boolean waits = phase == Phase.ASKING && attempts.connection() != null && tally.sentNanos() - nanos < 0;
        return waits ? attempts.current() : null;
    }

    /** Nothing answers at the instance any more. */
    void forsake(Upstream silent) {
        if (phase == Phase.ASKING) {
            attempts.forsake(silent);
        }
    }

    /** Passes on what arrived of the request's body. Returns whether anything was used. Throws {@link BadMessage}. */
    boolean relayRequest(ByteBuf in) {
        UpstreamConnection target = attempts.connection();
        if (target == null) {
            return false;
        }
        WebSocketTunnel open = tunnel;
        int count = open == null ? toInstance.sendBody(target, in) : open.fromClient(target, in);
        tally.request(count);
        touch();
        endIfAgreed();
        return count > 0;
    }

    void flushToUpstream() {
        UpstreamConnection target = attempts.connection();
        if (target != null) {
            toInstance.flush(target);
        }
    }

    /** The instance takes more of the request. */
    void upstreamWritable() {
        client.advance();
    }

    /** Sets when to lose patience: never while an instance is slow to go on with an answer that it has begun. */
    private void touch() {
        boolean waitsForSomebody = phase == Phase.ASKING
                || !toInstance.isBodyComplete()
                || !client.out().isWritable();
        client.setDeadline(
                phase != Phase.TUNNEL && waitsForSomebody
                        ? lane.nanos() + lane.properties().responseTimeout().toNanos()
                        : 0);
    }

    /** An instance has begun to answer. */
    void responseHead(ResponseHead head, BodyCursor.Framing framing, int following) {
        phase = Phase.ANSWERING;
        tally.answered(head.status);
        Upstream source = attempts.current();
        if (source != null) {
            source.answered();
        }
        toClient.sendHead(head, framing, toInstance.isBodyComplete(), following);
        touch();
    }

    void switchedProtocols(ResponseHead head) {
        phase = Phase.TUNNEL;
        tunnel = new WebSocketTunnel(lane, this, toInstance, toClient);
        tally.answered(head.status);
        toClient.sendUpgrade(head);
        client.setDeadline(0);
        tally.count(attempts.current(), attempts.route());
    }

    void responseBody(ByteBuf in, int count) {
        tally.response(count);
        WebSocketTunnel open = tunnel;
        if (open == null) {
            toClient.sendBody(in, count);
        } else {
            open.fromInstance(in, count);
            endIfAgreed();
        }
    }

    void responseEnd() {
        attempts.forgetConnection();
        toClient.sendEnd();
        finish(toClient.keepsAlive() && toInstance.isBodyComplete());
        client.out().flush();
    }

    /** Sends what was queued for the client, and stops reading from the instance while the client does not take it. */
    void flushToClient() {
        client.out().flush();
        if (!client.out().isWritable()) {
            clientWritabilityChanged();
        }
    }

    void clientWritabilityChanged() {
        UpstreamConnection source = attempts.connection();
        if (source != null) {
            source.setReading(client.out().isWritable());
            touch();
        }
    }

    /** The instance closed the connection before the first byte of an answer, or in the middle of its head. */
    void closedUnanswered(UpstreamConnection closed, boolean begun) {
        if (!attempts.closed(closed.isReused(), begun)) {
            fail(answerTo(RouterFault.ENDPOINT_FAILURE, ""));
        }
    }

    void badResponse(BadMessage reason) {
        attempts.forgetConnection();
        fail(answerTo(RouterFault.BAD_RESPONSE, reason.reason()));
    }

    void tunnelEnded() {
        attempts.forgetConnection();
        finish(false);
        client.out().flush();
    }

    /** The client broke the rules in the middle of a body; false if there is no request to abort. */
    boolean abort(BadMessage reason) {
        if (phase == Phase.NONE) {
            return false;
        }
        attempts.abandon();
        toClient.forbidKeepAlive();
        fail(RouterAnswer.refusal(reason));
        return true;
    }

    void timedOut() {
        boolean clientIsLate = !toInstance.isBodyComplete() && !isUpstreamFull();
        attempts.abandon();
        fail(
                clientIsLate
                        ? RouterAnswer.refusal(new BadMessage(408, "the request did not arrive in time"))
                        : answerTo(RouterFault.TIMEOUT, ""));
    }

    void clientGone() {
        if (phase == Phase.NONE) {
            return;
        }
        attempts.abandon();
        if (phase != Phase.TUNNEL) {
            tally.clientLeft();
        }
        finish(false);
    }

    /** Has a WebSocket on one of these told that its instance goes. */
    void leaveSoonIfOn(List<Upstream> removed) {
        if (attempts.isOn(removed)) {
            leaveSoon();
        }
    }

    /** Has a WebSocket told to go. */
    void leaveSoon() {
        WebSocketTunnel open = tunnel;
        if (open != null) {
            open.leaveSoon();
        }
    }

    /** The connection to the instance while this tunnel is open; null when it is over. */
    @Nullable
    UpstreamConnection connectionOf(WebSocketTunnel asking) {
        return tunnel == asking ? attempts.connection() : null;
    }

    private void endIfAgreed() {
        WebSocketTunnel open = tunnel;
        if (open != null && open.isOver()) {
            endTunnel();
        }
    }

    /** Both ends of the tunnel know that it ends. */
    void endTunnel() {
        attempts.abandon();
        finish(false);
        client.out().flush();
    }

    /** Ends it if it still runs on one of these. */
    void cutIfOn(List<Upstream> removed) {
        if (attempts.isOn(removed)) {
            attempts.abandon();
            fail(answerTo(RouterFault.ENDPOINT_FAILURE, ""));
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

    private RouterAnswer answerTo(RouterFault fault, String detail) {
        return fault.answer(client.host().name(), traits.html(), detail);
    }

    /** There is no instance that could be asked. */
    void answer(RouterFault fault, String detail) {
        answer(answerTo(fault, detail));
    }

    private void answer(RouterAnswer answer) {
        toClient.sendOwn(answer, toInstance.isBodyComplete(), traits.head());
        tally.answeredByRouter(answer);
        finish(toClient.keepsAlive());
        client.out().flush();
    }

    private void finish(boolean keep) {
        phase = Phase.NONE;
        tunnel = null;
        Upstream used = attempts.current();
        LiveRoute route = attempts.route();
        tally.count(used, route);
        attempts.release();
        if (route != null) {
            tally.log(traits.http11(), attempts.failures(), request, client, used, route.route());
        }
        client.exchangeEnded(keep);
    }
}
