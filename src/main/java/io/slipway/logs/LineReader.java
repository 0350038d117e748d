package io.slipway.logs;

import io.slipway.kernel.AppId;
import java.nio.charset.StandardCharsets;

/** Walks over the lines of a block's raw form without making objects of those that nobody wants. */
final class LineReader {

    private static final LogLine.Source[] SOURCES = LogLine.Source.values();
    private static final LogLine.Level[] LEVELS = LogLine.Level.values();

    private final byte[] data;
    private final int end;
    private final long firstCursor;
    private int at;
    private int number = -1;
    private int flags;
    private long timeNanos;
    private int index;
    private int release;
    private String process = "";
    private String instance = "";
    private int textStart;
    private int textEnd;

    LineReader(byte[] data, int length, long firstCursor) {
        this.data = data;
        this.end = length;
        this.firstCursor = firstCursor;
    }

    boolean next() {
        if (at >= end) {
            return false;
        }
        number++;
        flags = data[at++];
        long difference = varint();
        timeNanos += (difference >>> 1) ^ -(difference & 1);
        if ((flags & LineCodec.SAME_WRITER) == 0) {
            index = (int) (varint() - 1);
            release = (int) varint();
            instance = text();
            process = (flags & LineCodec.NAMED_PROCESS) == 0 ? LineCodec.processAt(index) : text();
        }
        int length = (int) varint();
        textStart = at;
        at += length;
        textEnd = at;
        return true;
    }

    private String text() {
        int length = (int) varint();
        var text = new String(data, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    long cursor() {
        return firstCursor + number;
    }

    long timeNanos() {
        return timeNanos;
    }

    String process() {
        return process;
    }

    int index() {
        return index;
    }

    int sourceOrdinal() {
        return flags & LineCodec.SOURCE_MASK;
    }

    int levelOrdinal() {
        return (flags >> LineCodec.LEVEL_SHIFT) & LineCodec.LEVEL_MASK;
    }

    boolean isLoss() {
        return (flags & LineCodec.LOST) != 0;
    }

    boolean contains(Word word) {
        return word.isIn(data, textStart, textEnd);
    }

    LogLine line(AppId appId) {
        var text = new String(data, textStart, textEnd - textStart, StandardCharsets.UTF_8);
        return new LogLine(
                appId,
                cursor(),
                timeNanos,
                process,
                instance,
                index,
                release,
                SOURCES[sourceOrdinal()],
                LEVELS[levelOrdinal()],
                text);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = data[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
