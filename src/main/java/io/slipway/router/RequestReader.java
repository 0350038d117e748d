package io.slipway.router;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Finds the heads of a client's requests, within their limits. */
final class RequestReader {

    private final Lane lane;
    private final HeadScanner scanner = new HeadScanner();

    RequestReader(Lane lane) {
        this.lane = lane;
    }

    /** Whether no byte of the next head was seen yet. */
    boolean isUntouched() {
        return scanner.isUntouched();
    }

    /** Forgets what it saw of a head. */
    void reset() {
        scanner.reset();
    }

    /** The next head, or null while it is incomplete; valid until the lane reads another. Throws {@link BadMessage}. */
    @Nullable
    RequestHead next(ByteBuf in) {
        int length = scanner.find(in);
        checkLimits(length < 0 ? in.readableBytes() : length, length < 0 && scanner.isInFirstLine());
        if (length < 0) {
            return null;
        }
        byte[] bytes = lane.scratch(length);
        in.readBytes(bytes, 0, length);
        RequestHead head = lane.requestHead();
        head.parse(bytes, length);
        return head;
    }

    private void checkLimits(int length, boolean inFirstLine) {
        if (inFirstLine && length > lane.properties().maxRequestLineBytes()) {
            throw new BadMessage(414, "the request line is too long");
        }
        if (length > lane.properties().maxHeadBytes()) {
            throw new BadMessage(431, "the headers are too long");
        }
    }
}
