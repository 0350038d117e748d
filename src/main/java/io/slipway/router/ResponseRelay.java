package io.slipway.router;

import io.netty.buffer.ByteBuf;

/** The way of a response's bytes to a client; used again for every exchange of a connection. */
final class ResponseRelay {

    private static final byte[] CONTINUE = ByteWriter.ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] LAST_CHUNK = ByteWriter.ascii("0\r\n\r\n");
    private static final byte[] LINE_END = ByteWriter.ascii("\r\n");

    private final Lane lane;
    private final ClientOutput out;
    private final ResponseWriter response;
    private boolean http11;
    private boolean chunked;
    private boolean keepAlive;

    ResponseRelay(Lane lane, ClientOutput out, ResponseWriter response) {
        this.lane = lane;
        this.out = out;
        this.response = response;
    }

    void begin(RequestHead head) {
        http11 = head.http11;
        keepAlive = head.hop.keepAlive;
        chunked = false;
    }

    /** Whether the client's connection outlives the response, as far as the response is concerned. */
    boolean keepsAlive() {
        return keepAlive;
    }

    void forbidKeepAlive() {
        keepAlive = false;
    }

    void sendContinue() {
        out.send(CONTINUE);
    }

    /** Passes a head on; {@code following} is how many bytes are there behind it. */
    void sendHead(ResponseHead head, BodyCursor.Framing framing, boolean requestComplete, int following) {
        boolean ownChunks = framing == BodyCursor.Framing.CHUNKED || framing == BodyCursor.Framing.UNTIL_CLOSE;
        chunked = http11 && ownChunks;
        keepAlive &= (chunked || !ownChunks) && requestComplete && !lane.state().isClosing();
        ResponseWriter.Ending ending = !keepAlive
                ? ResponseWriter.Ending.CLOSE
                : http11 ? ResponseWriter.Ending.PERSISTENT : ResponseWriter.Ending.PERSISTENT_OLD;
        ByteWriter writer = lane.writer();
        response.write(writer, head, chunked, ending);
        out.send(writer, following);
    }

    void sendUpgrade(ResponseHead head) {
        ByteWriter writer = lane.writer();
        response.write(writer, head, false, ResponseWriter.Ending.UPGRADE);
        out.send(writer, 0);
    }

    /** Passes on the next {@code count} bytes of a body or of a tunnel. */
    void sendBody(ByteBuf in, int count) {
        if (!chunked) {
            out.send(in, count);
            return;
        }
        byte[] size = ByteWriter.ascii(Integer.toHexString(count));
        out.send(lane.writer().put(size).put(LINE_END), count);
        out.send(in, count);
        out.send(LINE_END);
    }

    void sendEnd() {
        if (chunked) {
            out.send(LAST_CHUNK);
        }
    }

    /** Sends an answer of the router itself. */
    void sendOwn(RouterAnswer answer, boolean requestComplete, boolean headOnly) {
        keepAlive &= requestComplete && !lane.state().isClosing();
        ByteWriter writer = lane.writer();
        answer.writeTo(writer, keepAlive, headOnly);
        out.send(writer, 0);
    }
}
