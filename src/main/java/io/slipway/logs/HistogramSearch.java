package io.slipway.logs;

import io.slipway.logs.Segment.BlockRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts lines over time. A block that falls into one bucket as a whole is counted from its header. Used once. */
final class HistogramSearch {

    private static final int ERRORS = 0;
    private static final int WARNINGS = 1;
    private static final int OTHERS = 2;

    private final LogQuery query;
    private final QueryMatch match;
    private final AppLog.View view;
    private final long[][] counts;
    private final long width;

    HistogramSearch(LogQuery query, int buckets, AppLog.View view) {
        this.query = query;
        this.match = new QueryMatch(query);
        this.view = view;
        this.counts = new long[buckets][3];
        this.width = Math.max(1, Math.ceilDiv(query.toNanos() - query.fromNanos(), buckets));
    }

    List<LogHistogram.Bucket> run() throws IOException {
        try (var source = new BlockSource()) {
            for (int i = 0; i < view.count(); i++) {
                count(source, view.blocks()[i]);
            }
        }
        var open = view.open();
        count(new LineReader(open.data(), open.length(), open.firstCursor()));
        var buckets = new ArrayList<LogHistogram.Bucket>(counts.length);
        for (var bucket : counts) {
            buckets.add(new LogHistogram.Bucket(bucket[ERRORS], bucket[WARNINGS], bucket[OTHERS]));
        }
        return buckets;
    }

    private void count(BlockSource source, BlockRef block) throws IOException {
        var header = block.header();
        if (!match.reaches(header) || !match.mayMatch(header)) {
            return;
        }
        if (match.isOpen() && match.covers(header) && bucketOf(header.minTime()) == bucketOf(header.maxTime())) {
            countWhole(header);
            return;
        }
        if (!match.words().isEmpty()) {
            var filter = source.filter(block);
            if (filter.isEmpty() || !GramFilter.mayContain(filter.get(), match.words())) {
                return;
            }
        }
        var lines = source.lines(block);
        lines.ifPresent(this::count);
    }

    private void countWhole(BlockHeader header) {
        var bucket = counts[bucketOf(header.minTime())];
        for (int level = 0; level < header.levelCounts().length; level++) {
            bucket[rowOf(level)] += header.levelCounts()[level];
        }
    }

    private void count(LineReader lines) {
        while (lines.next()) {
            if (!lines.isLoss() && match.inRange(lines) && match.matches(lines)) {
                counts[bucketOf(lines.timeNanos())][rowOf(lines.levelOrdinal())]++;
            }
        }
    }

    private int bucketOf(long timeNanos) {
        return (int) Math.min(counts.length - 1L, (timeNanos - query.fromNanos()) / width);
    }

    private static int rowOf(int level) {
        if (level == LogLine.Level.ERROR.ordinal()) {
            return ERRORS;
        }
        return level == LogLine.Level.WARN.ordinal() ? WARNINGS : OTHERS;
    }
}
