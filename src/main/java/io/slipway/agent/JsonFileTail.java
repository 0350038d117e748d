package io.slipway.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads one container's json file and follows its rotation: the file is known by its inode, read to its end even when it was
 * renamed or removed meanwhile, and then the next newer one is taken. Used by one thread.
 */
final class JsonFileTail implements AutoCloseable {

    /** Read at once; longer than any entry that the engine writes. */
    static final int CHUNK = 256 * 1024;

    private static final int MOST_ROTATED = 50;
    private static final int HEAD = 128;
    private static final String GAP = "Part of this log was rotated away before it could be read: an unknown number of lines is missing here.";

    private final Path path;
    private final LogTailSink sink;
    private final JsonFileEntry entry = new JsonFileEntry();
    private final LogLineJoiner stdout;
    private final LogLineJoiner stderr;
    private @Nullable LogPosition resume;
    private @Nullable FileChannel file;
    private String fileKey = "";
    private long offset;
    private int headLength;
    private int headCrc;
    private long lastTime;

    JsonFileTail(Path path, Optional<LogPosition> resume, LogTailSink sink) {
        this.path = path;
        this.sink = sink;
        this.resume = resume.orElse(null);
        this.stdout = new LogLineJoiner(false, resume.map(LogPosition::stdout).orElse(LogPosition.NOTHING));
        this.stderr = new LogLineJoiner(true, resume.map(LogPosition::stderr).orElse(LogPosition.NOTHING));
    }

    /** Reads at most one chunk. Returns whether anything was read; false means that the end is reached for now. */
    boolean poll(ByteBuffer chunk) throws IOException {
        if (file == null && !openFirst()) {
            return false;
        }
        // One cheap look at the name tells an idle file; a rotated or removed one shows another length.
        if (path.toFile().length() == offset) {
            return false;
        }
        return read(chunk) || (openNext() && read(chunk));
    }

    /** Hands out unfinished lines: nothing comes any more. */
    void finish() {
        stdout.finish(lastTime, sink);
        stderr.finish(lastTime, sink);
    }

    LogPosition position() throws IOException {
        if (file != null && headLength < HEAD && offset > headLength) {
            headLength = (int) Math.min(HEAD, offset);
            headCrc = headCrc(file, headLength);
        }
        return new LogPosition(path.toString(), fileKey, offset, headLength, headCrc, stdout.part(), stderr.part());
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private boolean read(ByteBuffer chunk) throws IOException {
        var open = file;
        if (open == null) {
            return false;
        }
        if (open.size() < offset) {
            sink.notice(GAP);
            reset();
        }
        chunk.clear();
        int count = open.read(chunk, offset);
        if (count <= 0) {
            return false;
        }
        int used = entries(chunk.array(), count);
        if (used == 0 && count == chunk.capacity()) {
            sink.notice("A part of this log could not be read: the engine's file is damaged there.");
            used = count;
        }
        offset += used;
        return used > 0;
    }

    private int entries(byte[] data, int count) {
        int start = 0;
        for (int at = 0; at < count; at++) {
            if (data[at] == '\n') {
                if (entry.read(data, start, at)) {
                    lastTime = entry.timeNanos();
                    (entry.isStderr() ? stderr : stdout).add(entry, sink);
                } else if (at > start) {
                    sink.notice("A line of this log could not be read: the engine's file is damaged there.");
                }
                start = at + 1;
            }
        }
        return start;
    }

    private boolean openFirst() throws IOException {
        var from = resume;
        if (from != null && !from.fileKey().isEmpty()) {
            for (int i = 0; i < MOST_ROTATED; i++) {
                if (key(rotated(i)).equals(from.fileKey()) && open(rotated(i)) && continues(from)) {
                    offset = from.offset();
                    headLength = from.headLength();
                    headCrc = from.headCrc();
                    resume = null;
                    return true;
                }
            }
            sink.notice(GAP);
        }
        resume = null;
        return open(rotated(oldest()));
    }

    private boolean continues(LogPosition from) throws IOException {
        var open = file;
        return open != null && open.size() >= from.offset() && headCrc(open, from.headLength()) == from.headCrc();
    }

    /** Goes on with the next newer file, if the one at hand was rotated and is read to its end. */
    private boolean openNext() throws IOException {
        if (!Files.exists(path) || key(path).equals(fileKey)) {
            return false;
        }
        int mine = 1;
        while (mine < MOST_ROTATED && !key(rotated(mine)).equals(fileKey)) {
            mine++;
        }
        if (mine == MOST_ROTATED) {
            sink.notice(GAP);
            mine = oldest() + 1;
        }
        return open(rotated(mine - 1));
    }

    private boolean open(Path candidate) throws IOException {
        try {
            var opened = FileChannel.open(candidate, StandardOpenOption.READ);
            close();
            file = opened;
            fileKey = key(candidate);
            reset();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void reset() {
        offset = 0;
        headLength = 0;
        headCrc = 0;
    }

    private int oldest() {
        int i = 0;
        while (i + 1 < MOST_ROTATED && Files.exists(rotated(i + 1))) {
            i++;
        }
        return i;
    }

    private Path rotated(int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }

    private static String key(Path path) throws IOException {
        try {
            return String.valueOf(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private static int headCrc(FileChannel file, int length) throws IOException {
        var head = ByteBuffer.allocate(length);
        while (head.hasRemaining() && file.read(head, head.position()) > 0) {
            // Goes on until the head is complete.
        }
        var crc = new CRC32();
        crc.update(head.flip());
        return (int) crc.getValue();
    }
}
