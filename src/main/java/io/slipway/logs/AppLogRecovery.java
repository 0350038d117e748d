package io.slipway.logs;

import io.slipway.kernel.AppId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads an app's folder after an end of any kind: whole blocks count, a torn one is cut off, the tails become a block. */
final class AppLogRecovery {

    /**
     * Cursors skipped at every opening. Readers may have seen lines that a crash took from memory; they come again from the agents'
     * spools and must not get cursors that a reader has passed already.
     */
    private static final long CURSOR_JUMP = 1_000_000;

    private final AppId appId;
    private final Path folder;
    private final List<Segment> segments = new ArrayList<>();
    private final Map<Long, Long> shipments = new HashMap<>();
    private long lastCursor;

    private AppLogRecovery(AppId appId, Path folder) {
        this.appId = appId;
        this.folder = folder;
    }

    /** What an app's log starts from. */
    record State(List<Segment> segments, Map<Long, Long> shipments, long nextCursor) {}

    static State recover(AppId appId, Path folder) throws IOException {
        return new AppLogRecovery(appId, folder).run();
    }

    private State run() throws IOException {
        Files.createDirectories(folder);
        var files = files(Segment.SUFFIX);
        for (var file : files) {
            openSegment(file, file.equals(files.getLast()));
        }
        for (var file : files(TailFile.SUFFIX)) {
            restore(TailFile.read(file));
        }
        for (var file : files(TailFile.SUFFIX)) {
            Files.delete(file);
        }
        long next = lastCursor == 0 ? 1 : lastCursor + 1 + CURSOR_JUMP;
        return new State(segments, shipments, next);
    }

    private void openSegment(Path file, boolean newest) throws IOException {
        var segment = Segment.open(file, newest);
        if (segment.blocks().isEmpty()) {
            segment.delete();
            return;
        }
        segments.add(segment);
        for (var block : segment.blocks()) {
            lastCursor = Math.max(lastCursor, block.header().lastCursor());
            block.header().shipments().forEach(this::shipped);
        }
    }

    private void restore(TailFile.Recovered tail) throws IOException {
        if (tail.firstCursor() <= lastCursor || tail.raw().length == 0) {
            return;
        }
        var block = new OpenBlock(tail.firstCursor());
        var reader = new LineReader(tail.raw(), tail.raw().length, tail.firstCursor());
        while (reader.next()) {
            block.add(List.of(reader.line(appId)));
        }
        tail.shipments().forEach((spool, sequence) -> {
            block.shipped(spool, sequence);
            shipped(spool, sequence);
        });
        var segment = Segment.create(folder, tail.firstCursor());
        segment.write(block.seal());
        segment.force();
        segments.add(segment);
        lastCursor = block.nextCursor() - 1;
    }

    private void shipped(long spool, long sequence) {
        shipments.merge(spool, sequence, Math::max);
    }

    private List<Path> files(String suffix) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
        }
    }
}
