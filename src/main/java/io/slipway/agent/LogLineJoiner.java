package io.slipway.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Joins the pieces into which the engine cuts long lines of one stream, up to a limit; what is beyond is left out and said so. */
final class LogLineJoiner {

    /** The longest line in bytes, the remark at the end of a cut line included. */
    static final int LONGEST = 16 * 1024;

    private static final byte[] REMARK = " … [cut: longer than 16 KiB]".getBytes(StandardCharsets.UTF_8);

    private final boolean stderr;
    private byte[] part;
    private int length;

    LogLineJoiner(boolean stderr, byte[] part) {
        this.stderr = stderr;
        this.part = part;
        this.length = part.length;
    }

    void add(JsonFileEntry entry, LogTailSink sink) {
        if (length == 0 && entry.isWhole() && entry.length() <= LONGEST) {
            sink.line(stderr, entry.text(), entry.length(), entry.timeNanos());
            return;
        }
        append(entry.text(), entry.length());
        if (entry.isWhole()) {
            finish(entry.timeNanos(), sink);
        }
    }

    /** Hands out what is left when the stream has ended in the middle of a line. */
    void finish(long timeNanos, LogTailSink sink) {
        if (length > LONGEST) {
            cut();
        }
        if (length > 0) {
            sink.line(stderr, part, length, timeNanos);
        }
        length = 0;
    }

    /** The unfinished line, for the saved position. */
    byte[] part() {
        return length == 0 ? LogPosition.NOTHING : Arrays.copyOf(part, length);
    }

    /** Keeps one byte beyond the limit: the sign that something was left out. */
    private void append(byte[] text, int count) {
        int taken = Math.min(count, LONGEST + 1 - length);
        if (taken <= 0) {
            return;
        }
        if (part.length < length + taken) {
            part = Arrays.copyOf(part, LONGEST + 1);
        }
        System.arraycopy(text, 0, part, length, taken);
        length += taken;
    }

    private void cut() {
        int end = LONGEST - REMARK.length;
        while (end > 0 && (part[end] & 0xC0) == 0x80) {
            end--;
        }
        System.arraycopy(REMARK, 0, part, end, REMARK.length);
        length = end + REMARK.length;
    }
}
