package io.slipway.router;

import io.netty.buffer.ByteBuf;

/** Where we are in the body of a message, whatever says how long it is. */
final class BodyCursor {

    enum Framing {
        NONE,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    private final ChunkDecoder chunks = new ChunkDecoder();
    private Framing framing = Framing.NONE;
    private long remaining;

    void none() {
        framing = Framing.NONE;
    }

    void length(long length) {
        framing = length == 0 ? Framing.NONE : Framing.LENGTH;
        remaining = length;
    }

    void chunked() {
        framing = Framing.CHUNKED;
        chunks.reset();
    }

    void untilClose() {
        framing = Framing.UNTIL_CLOSE;
    }

    Framing framing() {
        return framing;
    }

    /** Bytes of the body at the reader index; 0 when more input is needed, {@link ChunkDecoder#END} or {@link ChunkDecoder#BAD}. */
    int available(ByteBuf in) {
        return switch (framing) {
            case NONE -> ChunkDecoder.END;
            case LENGTH -> remaining == 0 ? ChunkDecoder.END : (int) Math.min(remaining, in.readableBytes());
            case CHUNKED -> chunks.next(in);
            case UNTIL_CLOSE -> in.readableBytes();
        };
    }

    void taken(int count) {
        switch (framing) {
            case LENGTH -> remaining -= count;
            case CHUNKED -> chunks.taken(count);
            case NONE, UNTIL_CLOSE -> {}
        }
    }

    boolean isAtEnd() {
        return switch (framing) {
            case NONE -> true;
            case LENGTH -> remaining == 0;
            case CHUNKED -> chunks.isAtEnd();
            case UNTIL_CLOSE -> false;
        };
    }

    /** Whether what has arrived so far can be the start of this body; changes nothing. */
    static boolean isPlausibleChunked(ByteBuf in) {
        ByteBuf look = in.slice();
        ChunkDecoder decoder = new ChunkDecoder();
        while (true) {
            int count = decoder.next(look);
            if (count <= 0) {
                return count != ChunkDecoder.BAD;
            }
            look.skipBytes(count);
            decoder.taken(count);
        }
    }
}
