package io.slipway.logs;

import com.github.luben.zstd.Zstd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** The block that an app's lines go into now. Owned by one writer; what {@link #part} hands out never changes. */
final class OpenBlock {

    /** Lines as readers may see them while the block is still open. */
    record Part(byte[] data, int length, long firstCursor) {}

    /** A finished block: header and body, ready to be written. */
    record Sealed(BlockHeader header, byte[] filter, byte[] packed, int packedLength) {}

    private static final int INITIAL = 8 * 1024;
    private static final int ZSTD_LEVEL = 1;

    private final LineCodec codec = new LineCodec(INITIAL);
    private final GramFilter grams = new GramFilter();
    private final Map<Long, Long> shipments = new LinkedHashMap<>();
    private final int[] levels = new int[LogLine.Level.values().length];
    private final long firstCursor;
    private int lineCount;
    private long minTime = Long.MAX_VALUE;
    private long maxTime = Long.MIN_VALUE;
    private long indexMask;
    private long lost;
    private int sources;

    OpenBlock(long firstCursor) {
        this.firstCursor = firstCursor;
    }

    void add(List<LogLine> lines) {
        lines.forEach(this::add);
    }

    void shipped(long spool, long sequence) {
        shipments.merge(spool, sequence, Math::max);
    }

    boolean isEmpty() {
        return lineCount == 0;
    }

    int rawLength() {
        return codec.length();
    }

    long firstCursor() {
        return firstCursor;
    }

    long nextCursor() {
        return firstCursor + lineCount;
    }

    Map<Long, Long> shipments() {
        return shipments;
    }

    Part part() {
        return new Part(codec.data(), codec.length(), firstCursor);
    }

    Sealed seal() {
        var filter = grams.finish();
        var packed = new byte[(int) Zstd.compressBound(codec.length())];
        long length = Zstd.compressByteArray(packed, 0, packed.length, codec.data(), 0, codec.length(), ZSTD_LEVEL);
        if (Zstd.isError(length)) {
            throw new IllegalStateException("zstd could not pack a block: " + Zstd.getErrorName(length));
        }
        var crc = new CRC32C();
        crc.update(filter, 0, filter.length);
        crc.update(packed, 0, (int) length);
        var header = new BlockHeader(
                filter.length, (int) length, codec.length(), (int) crc.getValue(), lineCount, firstCursor, minTime, maxTime,
                indexMask, lost, sources, levels, Map.copyOf(shipments));
        return new Sealed(header, filter, packed, (int) length);
    }

    private void add(LogLine line) {
        codec.write(line);
        lineCount++;
        minTime = Math.min(minTime, line.timeNanos());
        maxTime = Math.max(maxTime, line.timeNanos());
        long gone = line.lostLines();
        lost += gone;
        if (gone == 0) {
            levels[line.level().ordinal()]++;
            grams.add(codec.data(), codec.textStart(), codec.length());
            sources |= 1 << line.source().ordinal();
            indexMask |= QueryMatch.indexBit(line.index());
        }
    }
}
