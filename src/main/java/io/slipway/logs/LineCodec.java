package io.slipway.logs;

import io.slipway.kernel.ProcessType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes lines into the raw form of a block: per line a byte of flags, the time as difference to the line before, who wrote it
 * unless that is as before, and the text. Cursors are not written: they count up from the block's first.
 */
final class LineCodec {

    static final int SOURCE_MASK = 0b11;
    static final int LEVEL_SHIFT = 2;
    static final int LEVEL_MASK = 0b111;
    static final int SAME_WRITER = 1 << 5;
    static final int LOST = 1 << 6;

    /** The writer is of another process than {@link #processAt} would tell, whose name comes after the instance. */
    static final int NAMED_PROCESS = 1 << 7;

    private byte[] data;
    private int length;
    private long previousTime;
    private String process = "";
    private String instance = "";
    private int index = Integer.MIN_VALUE;
    private int release;
    private int textStart;

    LineCodec(int capacity) {
        this.data = new byte[capacity];
    }

    void write(LogLine line) {
        var text = line.text().getBytes(StandardCharsets.UTF_8);
        boolean same = line.index() == index
                && line.release() == release
                && line.process().equals(process)
                && line.instance().equals(instance);
        ensure(text.length + 64 + (line.instance().length() + line.process().length()) * 3);
        data[length++] = (byte) flags(line, same);
        long difference = line.timeNanos() - previousTime;
        varint((difference << 1) ^ (difference >> 63));
        previousTime = line.timeNanos();
        if (!same) {
            writer(line);
        }
        varint(text.length);
        textStart = length;
        System.arraycopy(text, 0, data, length, text.length);
        length += text.length;
    }

    /** The bytes so far. The first {@link #length()} never change any more; the array may be replaced by a longer one. */
    byte[] data() {
        return data;
    }

    int length() {
        return length;
    }

    /** Where the text of the line written last begins; it ends at {@link #length()}. */
    int textStart() {
        return textStart;
    }

    private static int flags(LogLine line, boolean same) {
        return line.source().ordinal()
                | (line.level().ordinal() << LEVEL_SHIFT)
                | (same ? SAME_WRITER : 0)
                | (same || line.process().equals(processAt(line.index())) ? 0 : NAMED_PROCESS)
                | (line.lostLines() > 0 ? LOST : 0);
    }

    /** What an index without a process means: lines of before have no other. */
    static String processAt(int index) {
        return index < 0 ? "" : ProcessType.WEB;
    }

    private void writer(LogLine line) {
        process = line.process();
        instance = line.instance();
        index = line.index();
        release = line.release();
        varint(index + 1L);
        varint(release);
        text(instance);
        if (!process.equals(processAt(index))) {
            text(process);
        }
    }

    private void text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        System.arraycopy(bytes, 0, data, length, bytes.length);
        length += bytes.length;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            data[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[length++] = (byte) rest;
    }

    private void ensure(int more) {
        if (length + more > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, length + more));
        }
    }
}
