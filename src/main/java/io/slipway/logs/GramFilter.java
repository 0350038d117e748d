package io.slipway.logs;

import java.util.List;

/**
 * Tells which blocks cannot contain a word: one bit per four-byte piece of every line, folded to lower case. Four, because request
 * ids are hexadecimal: nearly every three-digit piece occurs in every block, and then a rare id would be looked for everywhere.
 * A word matches inside longer words, so whole words in the filter would give wrong answers.
 *
 * <p>Not safe for concurrent use; the finished bytes are immutable by agreement.
 */
final class GramFilter {

    /** Words shorter than this are looked for in every block. */
    static final int GRAM = 4;

    private static final int LARGEST_BYTES = 16 * 1024;
    private static final int SMALLEST_BYTES = 256;
    /** A filter is halved while fewer than this share of its bits would be set: below it, one more bit per piece buys little. */
    private static final double FULLEST = 0.45;

    private final long[] bits = new long[LARGEST_BYTES / Long.BYTES];

    void add(byte[] data, int from, int to) {
        int window = 0;
        for (int at = from; at < to; at++) {
            window = (window << 8) | (Fold.ascii(data[at]) & 0xFF);
            if (at - from >= GRAM - 1) {
                int bit = hash(window) & (LARGEST_BYTES * 8 - 1);
                bits[bit >>> 6] |= 1L << bit;
            }
        }
    }

    /** The filter's bytes, folded to the smallest power of two that still tells blocks apart. */
    byte[] finish() {
        var folded = bits.clone();
        int longs = folded.length;
        while (longs * Long.BYTES > SMALLEST_BYTES && shareAfterHalving(folded, longs) < FULLEST) {
            longs /= 2;
            for (int i = 0; i < longs; i++) {
                folded[i] |= folded[i + longs];
            }
        }
        var bytes = new byte[longs * Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (folded[i >>> 3] >>> ((i & 7) * 8));
        }
        return bytes;
    }

    /** Whether a block with this filter may hold a line with all of these words. */
    static boolean mayContain(byte[] filter, List<Word> words) {
        for (var word : words) {
            if (!mayContain(filter, word.bytes())) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayContain(byte[] filter, byte[] word) {
        int window = 0;
        int ascii = 0;
        for (byte b : word) {
            window = (window << 8) | (b & 0xFF);
            // Bytes outside ASCII were not folded when the filter was made, so pieces with one say nothing.
            ascii = b >= 0 ? ascii + 1 : 0;
            if (ascii >= GRAM) {
                int bit = hash(window) & (filter.length * 8 - 1);
                if ((filter[bit >>> 3] & (1 << (bit & 7))) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double shareAfterHalving(long[] bits, int longs) {
        int set = 0;
        for (int i = 0; i < longs / 2; i++) {
            set += Long.bitCount(bits[i] | bits[i + longs / 2]);
        }
        return set / (longs / 2 * 64.0);
    }

    private static int hash(int gram) {
        int mixed = gram * 0x9E3779B1;
        mixed ^= mixed >>> 15;
        mixed *= 0x85EBCA77;
        return mixed ^ (mixed >>> 13);
    }
}
