package io.slipway.agent;

import io.slipway.protocol.LogBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** The spool's files, oldest first, within a bound; batches are appended to the last one. Guarded by the spool's lock. */
final class LogSpoolRing {

    private static final long LARGEST_FILE = 4L * 1024 * 1024;
    private static final int FEWEST_FILES = 4;

    private final Path folder;
    private final long maxBytes;
    private final long fileBytes;
    private final ArrayDeque<LogSpoolSegment> segments = new ArrayDeque<>();

    LogSpoolRing(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.fileBytes = Math.min(LARGEST_FILE, maxBytes / FEWEST_FILES);
    }

    /** The files that an agent before this one left, in their order. */
    List<Path> found() throws IOException {
        try (var list = Files.list(folder)) {
            return list.filter(path -> path.toString().endsWith(LogSpoolFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    void add(LogSpoolSegment segment) {
        segments.addLast(segment);
    }

    /** Begins a file, named for the batch that comes next, with a first frame. */
    void begin(long sequence, byte[] checkpoint) throws IOException {
        // A last file without batches has the same name; the new one takes its place in one move.
        if (!segments.isEmpty() && !segments.getLast().hasBatches()) {
            segments.removeLast().file().close();
        }
        add(new LogSpoolSegment(LogSpoolFile.create(folder, sequence, checkpoint)));
    }

    /** Appends a frame to the last file; one that holds a batch is found again by its number, others have 0. */
    void append(byte[] payload, long sequence) throws IOException {
        var last = segments.getLast();
        last.index(sequence, last.file().append(payload));
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Whether there is a file to give up and another to go on with. */
    boolean canDrop() {
        return segments.size() > 1;
    }

    boolean needsFile() {
        return segments.isEmpty() || segments.getLast().file().length() >= fileBytes;
    }

    /** Whether the last file could grow beyond the bound. */
    boolean isFull() {
        return segments.stream().mapToLong(segment -> segment.file().length()).sum() > maxBytes - fileBytes;
    }

    LogSpoolSegment removeOldest() {
        return segments.removeFirst();
    }

    /** Deletes files of which the server has everything; the last one stays. */
    void deleteSent(long acknowledged) throws IOException {
        while (canDrop() && segments.getFirst().unsent(acknowledged).isEmpty()) {
            removeOldest().file().delete();
        }
    }

    /** The number of the oldest batch, or {@code none}. */
    long firstSequence(long none) {
        return segments.stream()
                .filter(LogSpoolSegment::hasBatches)
                .mapToLong(LogSpoolSegment::firstSequence)
                .findFirst()
                .orElse(none);
    }

    /** The first batch behind a number. */
    Optional<LogBatch> after(long sequence) throws IOException {
        for (var segment : segments) {
            var next = segment.after(sequence);
            if (next.isPresent()) {
                return Optional.of(segment.read(next.getAsLong()));
            }
        }
        return Optional.empty();
    }

    void close() throws IOException {
        for (var segment : segments) {
            segment.file().close();
        }
    }
}
