package io.slipway.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One follower's view of an app's lines: first what it missed, then what comes. Lines rise by cursor and come once; what cannot be
 * delivered is counted. Used by one thread.
 */
public final class LogStream implements AutoCloseable {

    /** Lines per second that one follower gets in the long run; what is beyond is skipped and counted. */
    public static final int LINES_PER_SECOND = 2_000;

    /** Missed lines that a resumed stream delivers; older ones are counted and can be read as pages. */
    public static final int CATCH_UP_LINES = 5_000;

    private static final Duration GATHER = Duration.ofMillis(20);

    private final LogStore store;
    private final LogSubscription subscription;
    private final LogQuery query;
    private final QueryMatch match;
    private final Runnable access;
    private final Allowance allowance = new Allowance(LINES_PER_SECOND, LINES_PER_SECOND);
    private long lastCursor;
    private boolean missed;
    private boolean ended;

    LogStream(LogStore store, LogSubscription subscription, LogQuery query, long afterCursor, Runnable access) {
        this.store = store;
        this.subscription = subscription;
        this.query = query;
        this.match = new QueryMatch(query);
        this.access = access;
        this.lastCursor = afterCursor;
        this.missed = afterCursor > 0;
    }

    /**
     * What came.
     *
     * @param lost lines that are missing before {@code lines}
     */
    public record Event(long lost, List<LogLine> lines) {

        public Event {
            lines = List.copyOf(lines);
        }

        /** Whether there is nothing to tell. */
        public boolean isEmpty() {
            return lost == 0 && lines.isEmpty();
        }
    }

    /** Waits for lines, at most {@code timeout}. Lines that come close together are gathered for {@code 20} ms. */
    public Event next(Duration timeout) throws InterruptedException {
        if (missed) {
            missed = false;
            return catchUp();
        }
        var first = subscription.take(timeout);
        ended = first.ended();
        if (first.lines().isEmpty() || ended) {
            return live(first.lines(), first.skipped());
        }
        TimeUnit.NANOSECONDS.sleep(GATHER.toNanos());
        var second = subscription.take(Duration.ZERO);
        var lines = new ArrayList<>(first.lines());
        lines.addAll(second.lines());
        return live(lines, first.skipped() + second.skipped());
    }

    /** Whether the server ends; nothing comes any more. */
    public boolean hasEnded() {
        return ended;
    }

    /** Checks again that the follower may read; throws what the first check would throw. */
    public void requireAccess() {
        access.run();
    }

    @Override
    public void close() {
        subscription.close();
    }

    private Event catchUp() {
        var behind = query.between(lastCursor, Long.MAX_VALUE);
        var page = store.search(behind.newestFirst(CATCH_UP_LINES));
        long lost = page.lostLines();
        if (page.more()) {
            long before = page.lines().getFirst().cursor();
            lost += count(query.between(lastCursor, before));
        }
        if (!page.lines().isEmpty()) {
            lastCursor = page.lines().getLast().cursor();
        }
        return new Event(lost, page.lines());
    }

    private long count(LogQuery skipped) {
        var all = store.histogram(skipped, 1).buckets().getFirst();
        return all.errors() + all.warnings() + all.others();
    }

    private Event live(List<LogLine> arrived, long skipped) {
        long lost = skipped;
        var lines = new ArrayList<LogLine>(arrived.size());
        for (var line : arrived) {
            if (line.cursor() <= lastCursor) {
                continue;
            }
            if (line.lostLines() > 0) {
                lost += line.lostLines();
            } else if (match.matches(line)) {
                lines.add(line);
            }
        }
        int allowed = allowance.take(lines.size());
        lost += lines.size() - allowed;
        var newest = lines.subList(lines.size() - allowed, lines.size());
        if (!arrived.isEmpty()) {
            lastCursor = Math.max(lastCursor, arrived.getLast().cursor());
        }
        return new Event(lost, newest);
    }
}
