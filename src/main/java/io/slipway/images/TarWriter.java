package io.slipway.images;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a tar archive (ustar) whose bytes depend on its contents alone: no times, no owners but root. Names at most 100 bytes.
 * Not thread-safe.
 */
final class TarWriter {

    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final char FILE = '0';
    private static final char SYMBOLIC_LINK = '2';
    private static final char DIRECTORY = '5';

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    void directory(String name, int mode) throws IOException {
        header(name + "/", mode, 0, DIRECTORY, "");
    }

    void link(String name, String target) throws IOException {
        header(name, 0777, 0, SYMBOLIC_LINK, target);
    }

    void file(String name, int mode, byte[] content) throws IOException {
        header(name, mode, content.length, FILE, "");
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    /** Two empty blocks end an archive. */
    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    private void header(String name, int mode, long size, char type, String target) throws IOException {
        var block = new byte[BLOCK];
        text(block, 0, LONGEST_NAME, name);
        octal(block, 100, 8, mode);
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        octal(block, 124, 12, size);
        octal(block, 136, 12, 0);
        text(block, 148, 8, "        ");
        block[156] = (byte) type;
        text(block, 157, LONGEST_NAME, target);
        text(block, 257, 8, "ustar\00000");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xFF;
        }
        octal(block, 148, 7, sum);
        out.write(block);
    }

    private static void text(byte[] block, int at, int room, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > room) {
            throw new IllegalArgumentException("Too long for a tar header: " + text);
        }
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static void octal(byte[] block, int at, int room, long number) {
        var digits = Long.toOctalString(number);
        text(block, at, room, "0".repeat(room - 1 - digits.length()) + digits + "\0");
    }
}
