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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final LogSpoolRing ring;
    private final LogSpoolDrops drops = new LogSpoolDrops();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final Map<String, LogPosition> positions = new HashMap<>();

    private String spoolId = UUID.randomUUID().toString();
    private long nextSequence = 1;
    private long acknowledged;
    private long dropped;
    private boolean writes = true;

    private LogSpool(LogSpoolRing ring) {
        this.ring = ring;
    }

    static LogSpool open(Path folder, long maxBytes) throws IOException {
        Files.createDirectories(folder);
        var spool = new LogSpool(new LogSpoolRing(folder, maxBytes));
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
            return ring.after(Math.max(sequence, acknowledged)).map(drops::tell);
        } finally {
            lock.unlock();
        }
    }

    /** The server has everything up to {@code sequence}. */
    void acknowledged(long sequence) throws IOException {
        lock.lock();
        try {
            acknowledged = Math.max(acknowledged, Math.min(sequence, nextSequence - 1));
            drops.forgetBelow(acknowledged + 1);
            ring.deleteSent(acknowledged);
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
            ring.close();
        } finally {
            lock.unlock();
        }
    }

    private void recover() throws IOException {
        for (var path : ring.found()) {
            recover(LogSpoolFile.open(path));
        }
        acknowledged = firstSequence() - 1;
        drops.forgetBelow(acknowledged + 1);
        try {
            startFile();
        } catch (IOException full) {
            troubled(full);
        }
    }

    private void recover(LogSpoolFile file) throws IOException {
        var segment = new LogSpoolSegment(file);
        for (var frame : file.frames()) {
            switch (LogSpoolFrames.read(frame.payload())) {
                case Checkpoint checkpoint -> restore(checkpoint);
                case Dropped gone -> drops.add(gone.beforeSequence(), gone.lines());
                case Batch batch -> {
                    positions.putAll(batch.positions());
                    long sequence = batch.batch().getSequence();
                    segment.index(sequence, frame.offset());
                    nextSequence = Math.max(nextSequence, sequence + 1);
                }
            }
        }
        ring.add(segment);
    }

    private void restore(Checkpoint checkpoint) {
        spoolId = checkpoint.spoolId();
        nextSequence = checkpoint.nextSequence();
        positions.clear();
        positions.putAll(checkpoint.positions());
        drops.replaceBy(checkpoint.drops());
    }

    private boolean write(LogBatch batch, Map<String, LogPosition> read) {
        var payload = LogSpoolFrames.bytes(new Batch(read, batch));
        while (true) {
            try {
                makeRoom();
                ring.append(payload, batch.getSequence());
                writes = true;
                return true;
            } catch (IOException e) {
                troubled(e);
                if (!ring.canDrop() || !dropOldest()) {
                    return false;
                }
            }
        }
    }

    /** Said once, and without a trace: a full disk has no room for it, and lines come by the thousand. */
    private void troubled(IOException cause) {
        if (writes) {
            LOG.atWarn()
                    .addKeyValue("because", String.valueOf(cause))
                    .log("Log spool cannot be written; its oldest lines give way");
        }
        writes = false;
    }

    private void makeRoom() throws IOException {
        if (ring.needsFile()) {
            startFile();
        }
        while (ring.canDrop() && ring.isFull() && dropOldest()) {
            // One file after the other, until the ring has room.
        }
    }

    private void startFile() throws IOException {
        positions.values().removeIf(LogSpool::isGone);
        ring.begin(nextSequence, LogSpoolFrames.bytes(new Checkpoint(spoolId, nextSequence, positions, drops.all())));
    }

    private static boolean isGone(LogPosition position) {
        return position.path().isEmpty() || !Files.exists(Path.of(position.path()));
    }

    private boolean dropOldest() {
        var oldest = ring.removeOldest();
        try {
            for (var sequence : oldest.unsent(acknowledged)) {
                countDropped(firstSequence(), oldest.read(sequence));
            }
            drops.forgetBelow(firstSequence());
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
        if (batch.getSequence() > 0 && batch.getSequence() != beforeSequence) {
            // Records of what was dropped before that batch move on with it.
            drops.take(batch.getSequence()).forEach((app, count) -> lines.merge(app, count, Long::sum));
        }
        dropped += batch.getEntriesCount();
        drops.add(beforeSequence, lines);
        try {
            if (!ring.isEmpty()) {
                ring.append(LogSpoolFrames.bytes(new Dropped(beforeSequence, lines)), 0);
            }
        } catch (IOException e) {
            troubled(e);
        }
    }

    private long firstSequence() {
        return ring.firstSequence(nextSequence);
    }
}
