package io.slipway.agent;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** One file of the spool: frames, each with length and checksum. A file appears with its first frame complete or not at all. */
final class LogSpoolFile implements AutoCloseable {

    static final String SUFFIX = ".spool";

    private static final int FRAME = 8;
    private static final int LARGEST_FRAME = 64 * 1024 * 1024;

    private final Path path;
    private final RandomAccessFile file;
    private long length;

    private LogSpoolFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** A frame's payload and where it lies. */
    record Frame(long offset, byte[] payload) {}

    static LogSpoolFile create(Path folder, long firstSequence, byte[] firstPayload) throws IOException {
        var path = folder.resolve("%020d%s".formatted(firstSequence, SUFFIX));
        var draft = folder.resolve(path.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (var drafted = new LogSpoolFile(draft, new RandomAccessFile(draft.toFile(), "rw"))) {
            drafted.append(firstPayload);
            drafted.file.getFD().sync();
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        var created = new LogSpoolFile(path, new RandomAccessFile(path.toFile(), "rw"));
        created.length = Files.size(path);
        return created;
    }

    static LogSpoolFile open(Path path) throws IOException {
        return new LogSpoolFile(path, new RandomAccessFile(path.toFile(), "rw"));
    }

    /** All whole frames, and cuts off what follows them: a frame that the agent's end tore. */
    List<Frame> frames() throws IOException {
        var frames = new ArrayList<Frame>();
        length = 0;
        while (file.length() - length >= FRAME) {
            file.seek(length);
            int size = file.readInt();
            int crc = file.readInt();
            if (size < 0 || size > LARGEST_FRAME || file.length() - length - FRAME < size) {
                break;
            }
            var payload = new byte[size];
            file.readFully(payload);
            if (crc(payload) != crc) {
                break;
            }
            frames.add(new Frame(length, payload));
            length += FRAME + size;
        }
        file.setLength(length);
        return frames;
    }

    /** Appends a frame and returns its offset; on failure the file is as before. */
    long append(byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(FRAME + payload.length);
        frame.putInt(payload.length).putInt(crc(payload)).put(payload);
        try {
            file.seek(length);
            file.write(frame.array());
        } catch (IOException e) {
            file.setLength(length);
            throw e;
        }
        long offset = length;
        length += frame.capacity();
        return offset;
    }

    byte[] read(long offset) throws IOException {
        file.seek(offset);
        var payload = new byte[file.readInt()];
        file.readInt();
        file.readFully(payload);
        return payload;
    }

    long length() {
        return length;
    }

    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static int crc(byte[] payload) {
        var crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }
}
