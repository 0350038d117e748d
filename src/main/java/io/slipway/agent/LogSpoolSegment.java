package io.slipway.agent;

import io.slipway.agent.LogSpoolFrames.Batch;
import io.slipway.protocol.LogBatch;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A file of the spool and where in it each batch lies. Guarded by the spool's lock. */
final class LogSpoolSegment {

    private final LogSpoolFile file;
    private final TreeMap<Long, Long> offsets = new TreeMap<>();

    LogSpoolSegment(LogSpoolFile file) {
        this.file = file;
    }

    LogSpoolFile file() {
        return file;
    }

    /** A batch was found at, or written to, an offset; one without entries has number 0 and is none to look for. */
    void index(long sequence, long offset) {
        if (sequence > 0) {
            offsets.put(sequence, offset);
        }
    }

    boolean hasBatches() {
        return !offsets.isEmpty();
    }

    long firstSequence() {
        return offsets.firstKey();
    }

    /** The number of the first batch behind a number. */
    OptionalLong after(long sequence) {
        var next = offsets.higherKey(sequence);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** Numbers of the batches that the server does not have. */
    NavigableSet<Long> unsent(long acknowledged) {
        return offsets.tailMap(acknowledged, false).navigableKeySet();
    }

    LogBatch read(long sequence) throws IOException {
        var offset = offsets.get(sequence);
        if (offset != null && LogSpoolFrames.read(file.read(offset)) instanceof Batch batch) {
            return batch.batch();
        }
        throw new IOException("The log spool is damaged at batch " + sequence);
    }
}
