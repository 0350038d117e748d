package io.slipway.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Keeps the open block on disk until it is sealed: frames of its raw bytes, each with the shipments that it completes. Named by
 * the block's first cursor, so that a tail whose block made it into a segment is recognised and dropped.
 */
final class TailFile {

    static final String SUFFIX = ".tail";

    private static final int FRAME = 12;
    private static final int MOST_SHIPMENTS = 4096;

    private final Path path;
    private long length;

    TailFile(Path folder, long firstCursor) {
        this.path = folder.resolve("%020d%s".formatted(firstCursor, SUFFIX));
    }

    /** What a tail held when it was last written. */
    record Recovered(long firstCursor, byte[] raw, Map<Long, Long> shipments) {}

    void write(byte[] data, int from, int to, Map<Long, Long> shipments) throws IOException {
        var frame = ByteBuffer.allocate(FRAME + shipments.size() * 16 + to - from);
        frame.putInt(to - from).putInt(shipments.size()).putInt(0);
        shipments.forEach((spool, sequence) -> frame.putLong(spool).putLong(sequence));
        frame.put(data, from, to - from);
        frame.putInt(8, crc(frame.array()));
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(length);
            file.write(frame.array());
            file.getFD().sync();
        }
        length += frame.capacity();
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Reads the whole frames of a tail; a torn one at the end was never acknowledged. */
    static Recovered read(Path path) throws IOException {
        var buffer = ByteBuffer.wrap(Files.readAllBytes(path));
        var raw = new ByteArrayOutputStream();
        var shipments = new LinkedHashMap<Long, Long>();
        while (buffer.remaining() >= FRAME) {
            int start = buffer.position();
            int count = buffer.getInt();
            int shipped = buffer.getInt();
            int crc = buffer.getInt();
            if (count < 0 || shipped < 0 || shipped > MOST_SHIPMENTS || buffer.remaining() < count + shipped * 16L) {
                break;
            }
            int end = start + FRAME + shipped * 16 + count;
            var frame = new byte[end - start];
            buffer.get(start, frame);
            if (crc != crc(frame)) {
                break;
            }
            for (int i = 0; i < shipped; i++) {
                shipments.put(buffer.getLong(), buffer.getLong());
            }
            raw.write(frame, frame.length - count, count);
            buffer.position(end);
        }
        var name = path.getFileName().toString();
        long firstCursor = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        return new Recovered(firstCursor, raw.toByteArray(), shipments);
    }

    private static int crc(byte[] frame) {
        var crc = new CRC32C();
        crc.update(frame, 0, 8);
        crc.update(frame, FRAME, frame.length - FRAME);
        return (int) crc.getValue();
    }
}
