package io.slipway.router;

import io.netty.buffer.ByteBuf;

/**
 * Takes the chunked coding apart, strictly: hexadecimal size, CRLF, no extensions. Trailers are checked and dropped. Nobody
 * needs extensions, and readings of them differ enough to hide a second request in.
 */
final class ChunkDecoder {

    static final int END = -1;
    static final int BAD = -2;

    private static final int MAX_SIZE_DIGITS = 15;
    private static final int MAX_TRAILER_BYTES = 8 * 1024;

    private enum State {
        SIZE,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER,
        TRAILER_LF,
        LAST_LF,
        END,
        BAD
    }

    private State state = State.SIZE;
    private long remaining;
    private int digits;
    private int trailerBytes;

    void reset() {
        state = State.SIZE;
        remaining = 0;
        digits = 0;
        trailerBytes = 0;
    }

    boolean isAtEnd() {
        return state == State.END;
    }

    /**
     * Reads framing until data is at the reader index.
     *
     * @return how many bytes of data are there, 0 when more input is needed, {@link #END} or {@link #BAD}
     */
    int next(ByteBuf in) {
        while (true) {
            switch (state) {
                case DATA -> {
                    return (int) Math.min(remaining, in.readableBytes());
                }
                case END -> {
                    return END;
                }
                case BAD -> {
                    return BAD;
                }
                default -> {
                    if (!in.isReadable()) {
                        return 0;
                    }
                    state = step(in.readByte());
                }
            }
        }
    }

    /** Says that so many bytes of data were taken. */
    void taken(int count) {
        remaining -= count;
        if (remaining == 0) {
            state = State.DATA_CR;
        }
    }

    private State step(byte c) {
        return switch (state) {
            case SIZE -> size(c);
            case SIZE_LF -> c == '\n' ? afterSize() : State.BAD;
            case DATA_CR -> c == '\r' ? State.DATA_LF : State.BAD;
            case DATA_LF -> c == '\n' ? nextSize() : State.BAD;
            case TRAILER_START -> c == '\r' ? State.LAST_LF : trailer(c, Ascii.isToken(c));
            case TRAILER -> c == '\r' ? State.TRAILER_LF : trailer(c, Ascii.isFieldValue(c));
            case TRAILER_LF -> c == '\n' ? State.TRAILER_START : State.BAD;
            case LAST_LF -> c == '\n' ? State.END : State.BAD;
            case DATA, END, BAD -> state;
        };
    }

    private State size(byte c) {
        if (c == '\r') {
            return digits > 0 ? State.SIZE_LF : State.BAD;
        }
        int digit = Ascii.hexDigit(c);
        if (digit < 0 || ++digits > MAX_SIZE_DIGITS) {
            return State.BAD;
        }
        remaining = remaining << 4 | digit;
        return State.SIZE;
    }

    private State afterSize() {
        return remaining == 0 ? State.TRAILER_START : State.DATA;
    }

    private State nextSize() {
        digits = 0;
        return State.SIZE;
    }

    private State trailer(byte c, boolean allowed) {
        return allowed && ++trailerBytes <= MAX_TRAILER_BYTES ? State.TRAILER : State.BAD;
    }
}
