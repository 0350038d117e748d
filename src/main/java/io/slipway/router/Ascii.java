package io.slipway.router;

import java.util.Arrays;

/** The characters of HTTP/1.1 (RFC 9110 section 5.6, RFC 9112 section 2). */
final class Ascii {

    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] FIELD_VALUE = new boolean[256];
    private static final boolean[] TARGET = new boolean[256];
    private static final boolean[] HOST = new boolean[256];
    private static final byte[] LOWER = new byte[256];

    static {
        for (int c = 0; c < 256; c++) {
            boolean letterOrDigit = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            TOKEN[c] = letterOrDigit || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
            FIELD_VALUE[c] = c == '\t' || c >= ' ' && c != 0x7F;
            // Bytes beyond ASCII are no URI, but browsers' rivals send them and they cannot be mistaken for a
            // delimiter.
            TARGET[c] = c > ' ' && c != 0x7F && c != '#';
            HOST[c] = letterOrDigit || "-._".indexOf(c) >= 0;
            LOWER[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }

    private Ascii() {}

    static boolean isToken(byte c) {
        return TOKEN[c & 0xFF];
    }

    static boolean isFieldValue(byte c) {
        return FIELD_VALUE[c & 0xFF];
    }

    static boolean isTarget(byte c) {
        return TARGET[c & 0xFF];
    }

    static boolean isHost(byte c) {
        return HOST[c & 0xFF];
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    static byte lower(byte c) {
        return LOWER[c & 0xFF];
    }

    /** The value of a hexadecimal digit, or −1. */
    static int hexDigit(byte c) {
        if (isDigit(c)) {
            return c - '0';
        }
        byte lower = lower(c);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Whether bytes are there, just like this; false where there are too few. */
    static boolean isAt(byte[] bytes, int from, byte[] expected) {
        return from + expected.length <= bytes.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }

    /** Whether a range is this word; {@code word} must be lower case, the range may be of any case. */
    static boolean isWord(byte[] bytes, int from, int to, byte[] word) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (lower(bytes[from + i]) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
