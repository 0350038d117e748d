package io.slipway.logs;

import io.slipway.logs.Segment.BlockRef;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** One search over one app's view: skips blocks by range, kind and word filter, unpacks the rest. Used once. */
final class LogSearch {

    private final LogQuery query;
    private final QueryMatch match;
    private final AppLog.View view;
    private final ArrayDeque<LogLine> found = new ArrayDeque<>();
    private long lost;

    LogSearch(LogQuery query, AppLog.View view) {
        this.query = query;
        this.match = new QueryMatch(query);
        this.view = view;
    }

    LogPage run() throws IOException {
        try (var source = new BlockSource()) {
            if (query.backwards()) {
                backwards(source);
            } else {
                forwards(source);
            }
        }
        boolean more = found.size() > query.limit();
        if (more && query.backwards()) {
            found.removeFirst();
        } else if (more) {
            found.removeLast();
        }
        return new LogPage(new ArrayList<>(found), more, lost);
    }

    private void forwards(BlockSource source) throws IOException {
        for (int i = 0; i < view.count() && !isFull(); i++) {
            append(matches(source, view.blocks()[i]));
        }
        if (!isFull()) {
            append(matches(openReader()));
        }
    }

    private void backwards(BlockSource source) throws IOException {
        prepend(matches(openReader()));
        for (int i = view.count() - 1; i >= 0 && !isFull(); i--) {
            prepend(matches(source, view.blocks()[i]));
        }
    }

    private List<LogLine> matches(BlockSource source, BlockRef block) throws IOException {
        var header = block.header();
        if (!match.reaches(header)) {
            return List.of();
        }
        boolean lossOutside = header.lostLines() > 0 && !match.covers(header);
        if (!lossOutside && !mayMatch(source, block)) {
            lost += header.lostLines();
            return List.of();
        }
        var lines = source.lines(block);
        return lines.isPresent() ? matches(lines.get()) : List.of();
    }

    private boolean mayMatch(BlockSource source, BlockRef block) throws IOException {
        if (!match.mayMatch(block.header())) {
            return false;
        }
        if (match.words().isEmpty()) {
            return true;
        }
        var filter = source.filter(block);
        return filter.isPresent() && GramFilter.mayContain(filter.get(), match.words());
    }

    private List<LogLine> matches(LineReader reader) {
        var matches = new ArrayList<LogLine>();
        while (reader.next()) {
            if (!match.inRange(reader)) {
                continue;
            }
            if (reader.isLoss()) {
                lost += reader.line(query.appId()).lostLines();
            } else if (match.matches(reader)) {
                matches.add(reader.line(query.appId()));
            }
        }
        return matches;
    }

    private LineReader openReader() {
        var open = view.open();
        return new LineReader(open.data(), open.length(), open.firstCursor());
    }

    private boolean isFull() {
        return found.size() > query.limit();
    }

    private void append(List<LogLine> matches) {
        for (int i = 0; i < matches.size() && !isFull(); i++) {
            found.addLast(matches.get(i));
        }
    }

    private void prepend(List<LogLine> matches) {
        for (int i = matches.size() - 1; i >= 0 && !isFull(); i--) {
            found.addFirst(matches.get(i));
        }
    }
}
