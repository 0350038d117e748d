package io.slipway.router;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that grows while text is written into it; not thread-safe. */
final class ByteWriter {

    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final int LONGEST_DECIMAL = 20;

    private byte[] bytes;
    private int size;

    ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** Empties it, and lets a large array go so that one large head does not cost memory for the life of its connection. */
    void clear(int keepAtMost) {
        size = 0;
        if (bytes.length > keepAtMost) {
            bytes = new byte[keepAtMost];
        }
    }

    ByteWriter put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteWriter put(byte[] source) {
        return put(source, 0, source.length);
    }

    ByteWriter put(byte[] source, int from, int to) {
        int length = to - from;
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Writes a number that is not negative. */
    ByteWriter decimal(long number) {
        reserve(LONGEST_DECIMAL);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        int at = size + digits;
        size = at;
        long rest = number;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return this;
    }

    /** Writes a number with exactly so many digits, zeros in front. */
    ByteWriter decimal(long number, int digits) {
        reserve(digits);
        long rest = number;
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /** Writes a random (version 4) UUID made of 128 random bits. */
    ByteWriter uuid(long high, long low) {
        reserve(36);
        long versioned = (high & ~0xF000L) | 0x4000L;
        long variant = (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        hex(versioned >>> 32, 8);
        bytes[size++] = '-';
        hex(versioned >>> 16, 4);
        bytes[size++] = '-';
        hex(versioned, 4);
        bytes[size++] = '-';
        hex(variant >>> 48, 4);
        bytes[size++] = '-';
        hex(variant, 12);
        return this;
    }

    private void hex(long number, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(int) (number >>> shift) & 0xF];
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
