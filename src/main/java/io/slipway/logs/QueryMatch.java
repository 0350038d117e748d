package io.slipway.logs;

import java.util.List;

/** A query made ready: decides about single lines and about whole blocks. Immutable. */
final class QueryMatch {

    private static final int ALL = -1;

    private final LogQuery query;
    private final List<Word> words;
    private final List<Word> without;
    private final int levels;
    private final int sources;
    private final long indexMask;

    QueryMatch(LogQuery query) {
        this.query = query;
        this.words = query.words().stream().map(Word::new).toList();
        this.without = query.withoutWords().stream().map(Word::new).toList();
        this.levels = query.levels().isEmpty()
                ? ALL
                : query.levels().stream().mapToInt(l -> 1 << l.ordinal()).sum();
        this.sources = query.sources().isEmpty()
                ? ALL
                : query.sources().stream().mapToInt(s -> 1 << s.ordinal()).sum();
        this.indexMask = query.writers().everyIndex().isEmpty()
                ? ALL
                : query.writers().everyIndex().stream()
                        .mapToLong(QueryMatch::indexBit)
                        .reduce(0, (a, b) -> a | b);
    }

    List<Word> words() {
        return words;
    }

    /** Whether every line within the time range matches. */
    boolean isOpen() {
        return words.isEmpty()
                && without.isEmpty()
                && levels == ALL
                && sources == ALL
                && query.writers().areAll();
    }

    /** Whether the block's ranges meet those of the query. */
    boolean reaches(BlockHeader block) {
        return block.maxTime() >= query.fromNanos()
                && block.minTime() < query.toNanos()
                && block.lastCursor() > query.afterCursor()
                && block.firstCursor() < query.beforeCursor();
    }

    /** Whether all of the block's lines lie within the query's ranges. */
    boolean covers(BlockHeader block) {
        return block.minTime() >= query.fromNanos()
                && block.maxTime() < query.toNanos()
                && block.firstCursor() > query.afterCursor()
                && block.lastCursor() < query.beforeCursor();
    }

    /** Whether lines of the wanted kinds can be in the block; says nothing of words. */
    boolean mayMatch(BlockHeader block) {
        return (block.levelMask() & levels) != 0
                && (block.sourceMask() & sources) != 0
                && (block.indexMask() & indexMask) != 0;
    }

    boolean inRange(LineReader line) {
        return inRange(line.timeNanos(), line.cursor());
    }

    boolean matches(LineReader line) {
        return kindMatches(line.levelOrdinal(), line.sourceOrdinal(), line.process(), line.index())
                && words.stream().allMatch(line::contains)
                && without.stream().noneMatch(line::contains);
    }

    /** The same decision about a line in hand, ranges included. */
    boolean matches(LogLine line) {
        return inRange(line.timeNanos(), line.cursor())
                && kindMatches(line.level().ordinal(), line.source().ordinal(), line.process(), line.index())
                && words.stream().allMatch(word -> word.isIn(line.text()))
                && without.stream().noneMatch(word -> word.isIn(line.text()));
    }

    static long indexBit(int index) {
        return 1L << (index & 63);
    }

    private boolean inRange(long timeNanos, long cursor) {
        return timeNanos >= query.fromNanos()
                && timeNanos < query.toNanos()
                && cursor > query.afterCursor()
                && cursor < query.beforeCursor();
    }

    private boolean kindMatches(int level, int source, String process, int index) {
        return (levels & (1 << level)) != 0
                && (sources & (1 << source)) != 0
                && query.writers().include(process, index);
    }
}
