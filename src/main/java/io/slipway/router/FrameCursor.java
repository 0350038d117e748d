package io.slipway.router;

import io.netty.buffer.ByteBuf;

/**
 * Where WebSocket frames end in bytes that pass by (RFC 6455, section 5.2). Looks at lengths alone; what it is shown stays where it is.
 * Bytes that are no frames only lead to ends where there are none.
 */
final class FrameCursor {

    private static final int LEAST_HEADER = 2;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int MASK_BYTES = 4;
    private static final int CLOSE = 8;

    private int headerHave;
    private int headerNeed = LEAST_HEADER;
    private int lengthEnd;
    /** Of the frame whose header is being read. */
    private long payload;

    private long payloadLeft;
    private boolean closing;
    private boolean closed;

    /** Whether the next byte begins a frame: between two frames, which may be parts of one message, a close frame may stand. */
    boolean isBetweenFrames() {
        return headerHave == 0 && payloadLeft == 0;
    }

    /** Whether a close frame has passed, after which nothing may follow. */
    boolean hasClosed() {
        return closed;
    }

    /**
     * Follows the next {@code count} bytes.
     *
     * @param toNextEnd whether to stop where a frame ends; 0 then means that one ends here
     * @return how many bytes were followed
     */
    int follow(ByteBuf in, int count, boolean toNextEnd) {
        int from = in.readerIndex();
        int at = from;
        int to = from + count;
        while (at < to && !(toNextEnd && isBetweenFrames())) {
            if (payloadLeft > 0) {
                long step = Math.min(payloadLeft, to - at);
                payloadLeft -= step;
                at += (int) step;
                endFrameIfComplete();
            } else {
                header(in.getByte(at) & 0xff);
                at++;
            }
        }
        return at - from;
    }

    private void header(int next) {
        int position = headerHave++;
        if (position == 0) {
            closing = (next & 0x0f) == CLOSE;
        } else if (position == 1) {
            lengths(next);
        } else if (position < lengthEnd) {
            payload = payload << 8 | next;
        }
        if (headerHave == headerNeed) {
            headerHave = 0;
            headerNeed = LEAST_HEADER;
            // A length with the highest bit set is no length: such a frame never ends.
            payloadLeft = payload < 0 ? Long.MAX_VALUE : payload;
            payload = 0;
            endFrameIfComplete();
        }
    }

    private void lengths(int next) {
        int length = next & 0x7f;
        int further = length == SHORT_LENGTH ? Short.BYTES : length == LONG_LENGTH ? Long.BYTES : 0;
        payload = further == 0 ? length : 0;
        lengthEnd = LEAST_HEADER + further;
        headerNeed = lengthEnd + ((next & 0x80) == 0 ? 0 : MASK_BYTES);
    }

    private void endFrameIfComplete() {
        if (payloadLeft == 0 && closing) {
            closed = true;
        }
    }
}
