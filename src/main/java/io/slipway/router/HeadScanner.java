package io.slipway.router;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a message head in bytes that arrive piece by piece, looking at each byte once however small the pieces are.
 * A line that ends with a bare LF is refused as soon as it is seen.
 */
final class HeadScanner {

    private int scanned;
    private int lineStart;

    /** The length of the head with its final empty line, or −1 while it is incomplete. */
    int find(ByteBuf in) {
        int base = in.readerIndex();
        int end = in.writerIndex();
        int from = base + scanned;
        while (true) {
            int lineFeed = in.indexOf(from, end, (byte) '\n');
            if (lineFeed < 0) {
                scanned = end - base;
                return -1;
            }
            if (lineFeed == base || in.getByte(lineFeed - 1) != '\r') {
                throw BadMessage.malformed("a line ends without CR");
            }
            if (lineFeed - 1 == base + lineStart) {
                reset();
                return lineFeed + 1 - base;
            }
            from = lineFeed + 1;
            lineStart = from - base;
        }
    }

    /** Whether no byte of this head was seen yet. */
    boolean isUntouched() {
        return scanned == 0 && lineStart == 0;
    }

    /** Whether the first line is not complete yet. */
    boolean isInFirstLine() {
        return lineStart == 0;
    }

    void reset() {
        scanned = 0;
        lineStart = 0;
    }
}
