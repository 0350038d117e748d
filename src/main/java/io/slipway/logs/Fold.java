package io.slipway.logs;

/**
 * What "without regard to case" means: single characters are compared as {@link String#equalsIgnoreCase} does, except that a
 * letter outside ASCII never equals one inside. That keeps ASCII words searchable in bytes and the block filters right.
 */
final class Fold {

    private static final byte[] ASCII = asciiTable();

    private Fold() {}

    static byte ascii(byte b) {
        return ASCII[b & 0xFF];
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    static String text(String text) {
        var folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = character(folded[i]);
        }
        return new String(folded);
    }

    private static char character(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        char folded = Character.toLowerCase(Character.toUpperCase(c));
        return folded < 0x80 ? c : folded;
    }

    private static byte[] asciiTable() {
        var table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : i);
        }
        return table;
    }
}
