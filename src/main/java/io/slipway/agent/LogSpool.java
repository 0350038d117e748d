package io.slipway.agent;

import io.slipway.agent.LogSpoolFrames.Batch;
import io.slipway.agent.LogSpoolFrames.Checkpoint;
import io.slipway.agent.LogSpoolFrames.Dropped;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps batches on disk until the server has them: a ring of files with a bound, in which the oldest file gives way and its lines
 * are counted.
 *
 * <p>Order that loses and doubles nothing when the agent is killed: lines are read; batch and new positions are written as one frame;
 * only then is the batch sent; the server stores a number once; only after its acknowledgement does a file go. A torn frame means
 * that its lines are read again from the engine's files. Frames are not synced: a power cut may repeat or lose what came in the last
 * seconds, and then the engine's own files have the same hole.
 *
 * <p>Two threads use it, one that appends and one that sends; the lock guards files and index alike.
 */
final class LogSpool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogSpool.class);
    private static final long LARGEST_FILE = 4L * 1024 * 1024;
    private static final int FEWEST_FILES = 4;

    private final Path folder;
    private final long maxBytes;
    private final long fileBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final ArrayDeque<Stored> files = new ArrayDeque<>();
    private final Map<String, LogPosition> positions = new HashMap<>();
    /** Lines per app given up before the batch of the key; told with that batch. */
    private final TreeMap<Long, Map<String, Long>> drops = new TreeMap<>();

    private String spoolId = UUID.randomUUID().toString();
    private long nextSequence = 1;
    private long acknowledged;
    private long dropped;

    private LogSpool(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.fileBytes = Math.min(LARGEST_FILE, maxBytes / FEWEST_FILES);
    }

    /** A file and the batches in it: sequence to offset. */
    private record Stored(LogSpoolFile file, TreeMap<Long, Long> batches) {}

    static LogSpool open(Path folder, long maxBytes) throws IOException {
        Files.createDirectories(folder);
        var spool = new LogSpool(folder, maxBytes);
        spool.recover();
        return spool;
    }

    /** Appends a batch with the positions that reading it led to; without entries only the positions are kept. */
    void append(List<LogEntry> entries, Map<String, LogPosition> read) {
        lock.lock();
        try {
            positions.putAll(read);
            var batch = LogBatch.newBuilder()
                    .setSpoolId(spoolId)
                    .setSequence(entries.isEmpty() ? 0 : nextSequence)
                    .addAllEntries(entries)
                    .build();
            if (!write(batch, read)) {
                countDropped(nextSequence, batch);
                return;
            }
            if (!entries.isEmpty()) {
                nextSequence++;
                appended.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first batch behind {@code sequence}, waiting for one if need be; with it what was dropped before it. */
    Optional<LogBatch> next(long sequence, Duration timeout) throws InterruptedException, IOException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (nextSequence - 1 <= Math.max(sequence, acknowledged) && left > 0) {
                left = appended.awaitNanos(left);
            }
            return find(Math.max(sequence, acknowledged));
        } finally {
            lock.unlock();
        }
    }

    /** The server has everything up to {@code sequence}. */
    void acknowledged(long sequence) throws IOException {
        lock.lock();
        try {
            acknowledged = Math.max(acknowledged, Math.min(sequence, nextSequence - 1));
            drops.headMap(acknowledged, true).clear();
            while (files.size() > 1 && isSent(files.getFirst())) {
                files.removeFirst().file().delete();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The highest number that the server has. */
    long acknowledged() {
        lock.lock();
        try {
            return acknowledged;
        } finally {
            lock.unlock();
        }
    }

    Optional<LogPosition> position(String containerId) {
        lock.lock();
        try {
            return Optional.ofNullable(positions.get(containerId));
        } finally {
            lock.unlock();
        }
    }

    /** Lines given up since the agent started. */
    long droppedLines() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            for (var stored : files) {
                stored.file().close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void recover() throws IOException {
        try (var list = Files.list(folder)) {
            for (var path : list.filter(p -> p.toString().endsWith(LogSpoolFile.SUFFIX)).sorted().toList()) {
                recover(LogSpoolFile.open(path));
            }
        }
        acknowledged = firstSequence() - 1;
        drops.headMap(acknowledged, true).clear();
        startFile();
    }

    private void recover(LogSpoolFile file) throws IOException {
        var stored = new Stored(file, new TreeMap<>());
        for (var frame : file.frames()) {
            switch (LogSpoolFrames.read(frame.payload())) {
                case Checkpoint checkpoint -> restore(checkpoint);
                case Dropped gone -> addDrops(gone.beforeSequence(), gone.lines());
                case Batch batch -> {
                    positions.putAll(batch.positions());
                    long sequence = batch.batch().getSequence();
                    if (sequence > 0) {
                        stored.batches().put(sequence, frame.offset());
                        nextSequence = Math.max(nextSequence, sequence + 1);
                    }
                }
            }
        }
        files.addLast(stored);
    }

    private void restore(Checkpoint checkpoint) {
        spoolId = checkpoint.spoolId();
        nextSequence = checkpoint.nextSequence();
        positions.clear();
        positions.putAll(checkpoint.positions());
        drops.clear();
        drops.putAll(checkpoint.drops());
    }

    private boolean write(LogBatch batch, Map<String, LogPosition> read) {
        var payload = LogSpoolFrames.bytes(new Batch(read, batch));
        while (true) {
            try {
                makeRoom();
                var last = files.getLast();
                long offset = last.file().append(payload);
                if (batch.getSequence() > 0) {
                    last.batches().put(batch.getSequence(), offset);
                }
                return true;
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("Log spool cannot be written; its oldest lines give way");
                if (files.size() < 2 || !dropOldest()) {
                    return false;
                }
            }
        }
    }

    private void makeRoom() throws IOException {
        if (files.isEmpty() || files.getLast().file().length() >= fileBytes) {
            startFile();
        }
        while (files.size() > 1 && totalBytes() > maxBytes - fileBytes && dropOldest()) {
            // One file after the other, until the ring has room.
        }
    }

    private void startFile() throws IOException {
        positions.values().removeIf(LogSpool::isGone);
        var checkpoint = LogSpoolFrames.bytes(new Checkpoint(spoolId, nextSequence, positions, drops));
        // A last file without batches has the same name; the new one takes its place in one move.
        if (!files.isEmpty() && files.getLast().batches().isEmpty()) {
            files.removeLast().file().close();
        }
        files.addLast(new Stored(LogSpoolFile.create(folder, nextSequence, checkpoint), new TreeMap<>()));
    }

    private static boolean isGone(LogPosition position) {
        return position.path().isEmpty() || !Files.exists(Path.of(position.path()));
    }

    private boolean dropOldest() {
        var oldest = files.removeFirst();
        try {
            for (var sequence : oldest.batches().tailMap(acknowledged, false).keySet()) {
                countDropped(firstSequence(), read(oldest, sequence));
            }
            drops.headMap(firstSequence(), false).clear();
            oldest.file().delete();
            return true;
        } catch (IOException e) {
            LOG.atError().setCause(e).log("Log spool cannot drop its oldest lines");
            return false;
        }
    }

    private void countDropped(long beforeSequence, LogBatch batch) {
        var lines = new HashMap<String, Long>();
        batch.getEntriesList().forEach(entry -> lines.merge(entry.getAppId(), LogLoss.weight(entry), Long::sum));
        // Records of what was dropped before that batch move on with it.
        var older = drops.remove(batch.getSequence() == 0 || batch.getSequence() == beforeSequence ? -1 : batch.getSequence());
        if (older != null) {
            older.forEach((app, count) -> lines.merge(app, count, Long::sum));
        }
        dropped += batch.getEntriesCount();
        addDrops(beforeSequence, lines);
        try {
            if (!files.isEmpty()) {
                files.getLast().file().append(LogSpoolFrames.bytes(new Dropped(beforeSequence, lines)));
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The count of dropped lines is only in memory");
        }
    }

    private void addDrops(long beforeSequence, Map<String, Long> lines) {
        var before = drops.computeIfAbsent(beforeSequence, sequence -> new HashMap<>());
        lines.forEach((app, count) -> before.merge(app, count, Long::sum));
    }

    private Optional<LogBatch> find(long sequence) throws IOException {
        for (var stored : files) {
            var next = stored.batches().higherKey(sequence);
            if (next != null) {
                return Optional.of(withDrops(read(stored, next)));
            }
        }
        return Optional.empty();
    }

    private LogBatch withDrops(LogBatch batch) {
        var lost = drops.get(batch.getSequence());
        if (lost == null) {
            return batch;
        }
        long time = batch.getEntries(0).getTimeNanos();
        var told = batch.toBuilder().clearEntries();
        lost.forEach((app, count) -> told.addEntries(LogLoss.entry(app, count, time)));
        return told.addAllEntries(batch.getEntriesList())
                .setDroppedBefore(lost.values().stream().mapToLong(Long::longValue).sum())
                .build();
    }

    private static LogBatch read(Stored stored, long sequence) throws IOException {
        var offset = stored.batches().get(sequence);
        if (offset != null && LogSpoolFrames.read(stored.file().read(offset)) instanceof Batch batch) {
            return batch.batch();
        }
        throw new IOException("The log spool is damaged at batch " + sequence);
    }

    private boolean isSent(Stored stored) {
        return stored.batches().isEmpty() || stored.batches().lastKey() <= acknowledged;
    }

    private long firstSequence() {
        return files.stream()
                .filter(stored -> !stored.batches().isEmpty())
                .mapToLong(stored -> stored.batches().firstKey())
                .findFirst()
                .orElse(nextSequence);
    }

    private long totalBytes() {
        return files.stream().mapToLong(stored -> stored.file().length()).sum();
    }
}
