package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.logs.Segment.BlockRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one app: a row of segments and an open block. Writers take turns under one lock, which also guards the files, for
 * their order is what it protects; readers never take it, they get a {@link View}.
 */
final class AppLog {

    /** What readers see: {@code blocks[0 … count)}, then the open part. The array's first {@code count} entries never change. */
    record View(BlockRef[] blocks, int count, OpenBlock.Part open) {}

    /** The raw size at which a block is sealed. */
    static final int BLOCK_BYTES = 128 * 1024;

    private static final long SEGMENT_NANOS = 24L * 3600 * 1_000_000_000;

    private final AppId appId;
    private final Path folder;
    private final long segmentBytes;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Map<Long, Long> shipments = new HashMap<>();
    private final List<TailFile> staleTails = new ArrayList<>();
    private OpenBlock open;
    private @Nullable TailFile tail;
    private int flushed;
    private boolean segmentDirty;
    private boolean dropped;
    private volatile View view;

    AppLog(AppId appId, Path folder, AppLogRecovery.State state, long segmentBytes) {
        this.appId = appId;
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.segments.addAll(state.segments());
        this.shipments.putAll(state.shipments());
        this.open = new OpenBlock(state.nextCursor());
        var blocks = segments.stream().flatMap(s -> s.blocks().stream()).toArray(BlockRef[]::new);
        this.view = new View(blocks, blocks.length, open.part());
    }

    View view() {
        return view;
    }

    /** Appends unless the shipment is a repetition; the listener hears of the lines in their order, under the lock. */
    List<LogLine> append(List<LogLine> lines, @Nullable Shipment shipment, LineListener listener) throws IOException {
        writing.lock();
        try {
            if (dropped || (shipment != null && shipments.getOrDefault(shipment.spool(), 0L) >= shipment.sequence())) {
                return List.of();
            }
            // Sealing comes before the lines, so that a full disk refuses a batch as a whole.
            if (open.rawLength() >= BLOCK_BYTES) {
                seal();
            }
            var stored = numbered(lines);
            open.add(stored);
            if (shipment != null) {
                shipments.put(shipment.spool(), shipment.sequence());
                open.shipped(shipment.spool(), shipment.sequence());
            }
            view = new View(view.blocks(), view.count(), open.part());
            listener.appended(appId, stored);
            return stored;
        } finally {
            writing.unlock();
        }
    }

    void flush() throws IOException {
        writing.lock();
        try {
            if (dropped) {
                return;
            }
            forceSegment();
            if (open.rawLength() > flushed) {
                writeTail();
            }
        } finally {
            writing.unlock();
        }
    }

    /** Seals what is open; for an orderly end. */
    void close() throws IOException {
        writing.lock();
        try {
            if (!dropped && !open.isEmpty()) {
                seal();
            }
            forceSegment();
        } finally {
            writing.unlock();
        }
    }

    /** Drops segments beyond the limits, oldest first; the one being written stays until it is too old as a whole. */
    void expire(long maxBytes, long oldestNanos) throws IOException {
        writing.lock();
        try {
            long total = segments.stream().mapToLong(Segment::length).sum();
            int gone = 0;
            while (!segments.isEmpty()
                    && ((total > maxBytes && segments.size() > 1) || segments.getFirst().maxTime() < oldestNanos)) {
                var oldest = segments.removeFirst();
                total -= oldest.length();
                gone += oldest.blocks().size();
                oldest.delete();
            }
            if (gone > 0) {
                var rest = Arrays.copyOfRange(view.blocks(), gone, view.count());
                view = new View(rest, rest.length, open.part());
            }
        } finally {
            writing.unlock();
        }
    }

    /** After this nothing is written or read any more; the caller removes the files. */
    void drop() {
        writing.lock();
        try {
            dropped = true;
            segments.clear();
            view = new View(new BlockRef[0], 0, new OpenBlock(0).part());
        } finally {
            writing.unlock();
        }
    }

    private List<LogLine> numbered(List<LogLine> lines) {
        long cursor = open.nextCursor();
        var stored = new ArrayList<LogLine>(lines.size());
        for (var line : lines) {
            stored.add(line.at(cursor++));
        }
        return stored;
    }

    private void seal() throws IOException {
        var block = currentSegment().write(open.seal());
        segmentDirty = true;
        if (tail != null) {
            staleTails.add(tail);
            tail = null;
        }
        flushed = 0;
        open = new OpenBlock(open.nextCursor());
        var blocks = view.blocks();
        int count = view.count();
        if (count == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(16, count * 2));
        }
        blocks[count] = block;
        view = new View(blocks, count + 1, open.part());
    }

    private Segment currentSegment() throws IOException {
        var last = segments.peekLast();
        boolean fits = last != null
                && last.length() < segmentBytes
                && last.maxTime() - last.minTime() < SEGMENT_NANOS;
        if (last == null || !fits) {
            forceSegment();
            last = Segment.create(folder, open.firstCursor());
            segments.addLast(last);
        }
        return last;
    }

    private void forceSegment() throws IOException {
        var last = segments.peekLast();
        if (segmentDirty && last != null) {
            last.force();
        }
        segmentDirty = false;
        for (var stale : staleTails) {
            stale.delete();
        }
        staleTails.clear();
    }

    private void writeTail() throws IOException {
        if (tail == null) {
            tail = new TailFile(folder, open.firstCursor());
        }
        var part = open.part();
        tail.write(part.data(), flushed, part.length(), open.shipments());
        flushed = part.length();
    }
}
