package io.slipway.router;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Takes an instance's responses apart: their heads, within limits, and where their bodies end. */
final class ResponseReader {

    private final Lane lane;
    private final HeadScanner scanner = new HeadScanner();
    private final BodyCursor body = new BodyCursor();
    private boolean keepAlive;

    ResponseReader(Lane lane) {
        this.lane = lane;
    }

    /** The next head, or null while it is incomplete; valid until the lane reads another. Throws {@link BadMessage}. */
    @Nullable
    ResponseHead head(ByteBuf in) {
        int length = scanner.find(in);
        if ((length < 0 ? in.readableBytes() : length) > lane.properties().maxHeadBytes()) {
            throw BadMessage.malformed("the response's head is too long");
        }
        if (length < 0) {
            return null;
        }
        byte[] bytes = lane.scratch(length);
        in.readBytes(bytes, 0, length);
        ResponseHead head = lane.responseHead();
        head.parse(bytes, length);
        return head;
    }

    /** Makes ready for the body behind a head; {@code toHead} is whether the request was a HEAD. */
    void expectBody(ResponseHead head, boolean toHead) {
        keepAlive = head.hop.keepAlive;
        if (toHead || head.status == 204 || head.status == 304) {
            body.none();
        } else if (head.hop.chunked) {
            body.chunked();
        } else if (head.hop.contentLength >= 0) {
            body.length(head.hop.contentLength);
        } else {
            body.untilClose();
        }
    }

    BodyCursor.Framing framing() {
        return body.framing();
    }

    /** Bytes of the body that can be taken now; not above 0 if there are none. Throws {@link BadMessage}. */
    int available(ByteBuf in) {
        int count = body.available(in);
        if (count == ChunkDecoder.BAD) {
            throw BadMessage.malformed("the response's chunks are malformed");
        }
        return count;
    }

    void taken(int count) {
        body.taken(count);
    }

    boolean isAtEnd() {
        return body.isAtEnd();
    }

    /** Whether the instance will answer more on this connection. */
    boolean keepsAlive() {
        return keepAlive;
    }
}
