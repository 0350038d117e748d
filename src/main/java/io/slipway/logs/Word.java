package io.slipway.logs;

import java.nio.charset.StandardCharsets;

/** A word or phrase of a query, ready to be looked for in UTF-8 bytes. */
final class Word {

    private final String folded;
    private final byte[] bytes;
    private final boolean ascii;

    Word(String word) {
        this.folded = Fold.text(word);
        this.bytes = folded.getBytes(StandardCharsets.UTF_8);
        this.ascii = Fold.isAscii(folded);
    }

    /** The folded UTF-8 of the word, for the block filters. */
    byte[] bytes() {
        return bytes;
    }

    boolean isIn(byte[] data, int from, int to) {
        return ascii
                ? isInBytes(data, from, to)
                : isIn(new String(data, from, to - from, StandardCharsets.UTF_8));
    }

    boolean isIn(String line) {
        return Fold.text(line).contains(folded);
    }

    private boolean isInBytes(byte[] data, int from, int to) {
        if (bytes.length == 0) {
            return true;
        }
        byte first = bytes[0];
        for (int at = from, last = to - bytes.length; at <= last; at++) {
            if (Fold.ascii(data[at]) == first && restMatches(data, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean restMatches(byte[] data, int at) {
        for (int i = 1; i < bytes.length; i++) {
            if (Fold.ascii(data[at + i]) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
