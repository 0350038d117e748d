package io.slipway.logs;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What is known of a block without unpacking it. On disk: header, word filter, packed lines.
 *
 * @param bodyCrc over filter and packed lines
 * @param indexMask one bit per index modulo 64
 * @param lostLines sum of the block's records of loss
 * @param levelCounts lines per level, in the order of {@link LogLine.Level}; records of loss are not counted
 * @param shipments highest number per spool (hashed) that the block holds
 */
record BlockHeader(
        int filterLength,
        int packedLength,
        int rawLength,
        int bodyCrc,
        int lineCount,
        long firstCursor,
        long minTime,
        long maxTime,
        long indexMask,
        long lostLines,
        int sourceMask,
        int[] levelCounts,
        Map<Long, Long> shipments) {

    /** Enough to read {@link #lengthOf}. */
    static final int PREFIX = 12;

    private static final int MAGIC = 0x534C4732;
    private static final int LEVELS = LogLine.Level.values().length;
    private static final int FIXED = PREFIX + 5 * 4 + 5 * 8 + 4 + LEVELS * 4 + 4;
    private static final int LARGEST = FIXED + 16 * 4096;

    int levelMask() {
        int mask = 0;
        for (int i = 0; i < levelCounts.length; i++) {
            mask |= levelCounts[i] > 0 ? 1 << i : 0;
        }
        return mask;
    }

    long lastCursor() {
        return firstCursor + lineCount - 1;
    }

    int headerLength() {
        return FIXED + shipments.size() * 16;
    }

    /** Header and body together. */
    long totalLength() {
        return (long) headerLength() + filterLength + packedLength;
    }

    byte[] toBytes() {
        var buffer = ByteBuffer.allocate(headerLength());
        buffer.putInt(MAGIC).putInt(0).putInt(headerLength());
        buffer.putInt(filterLength).putInt(packedLength).putInt(rawLength).putInt(bodyCrc).putInt(lineCount);
        buffer.putLong(firstCursor).putLong(minTime).putLong(maxTime).putLong(indexMask).putLong(lostLines);
        buffer.putInt(sourceMask);
        for (int count : levelCounts) {
            buffer.putInt(count);
        }
        buffer.putInt(shipments.size());
        shipments.forEach((spool, sequence) -> buffer.putLong(spool).putLong(sequence));
        buffer.putInt(4, crc(buffer.array()));
        return buffer.array();
    }

    /** The header's length as its first bytes tell it; empty when they are no header. */
    static Optional<Integer> lengthOf(byte[] prefix) {
        var buffer = ByteBuffer.wrap(prefix);
        int length = buffer.getInt(8);
        return buffer.getInt(0) == MAGIC && length >= FIXED && length <= LARGEST ? Optional.of(length) : Optional.empty();
    }

    /** Reads a whole header; empty when its checksum is wrong. */
    static Optional<BlockHeader> read(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt(4) != crc(bytes)) {
            return Optional.empty();
        }
        buffer.position(PREFIX);
        int filter = buffer.getInt();
        int packed = buffer.getInt();
        int raw = buffer.getInt();
        int bodyCrc = buffer.getInt();
        int lines = buffer.getInt();
        long first = buffer.getLong();
        long minTime = buffer.getLong();
        long maxTime = buffer.getLong();
        long indexes = buffer.getLong();
        long lost = buffer.getLong();
        int sources = buffer.getInt();
        var levels = new int[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = buffer.getInt();
        }
        return Optional.of(new BlockHeader(
                filter, packed, raw, bodyCrc, lines, first, minTime, maxTime, indexes, lost, sources, levels,
                readShipments(buffer)));
    }

    private static Map<Long, Long> readShipments(ByteBuffer buffer) {
        var shipments = new LinkedHashMap<Long, Long>();
        int count = buffer.getInt();
        for (int i = 0; i < count; i++) {
            shipments.put(buffer.getLong(), buffer.getLong());
        }
        return shipments;
    }

    private static int crc(byte[] header) {
        var crc = new CRC32C();
        crc.update(header, 8, header.length - 8);
        return (int) crc.getValue();
    }
}
