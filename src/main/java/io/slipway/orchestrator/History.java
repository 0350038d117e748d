package io.slipway.orchestrator;

import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How much of the past is kept at one index: the newest ends of the last day, and whatever counts a streak of crashes. */
final class History {

    static final int MAX_ROWS_PER_INDEX = 10;
    static final Duration MAX_AGE = Duration.ofHours(24);

    private History() {}

    /** The ended rows of one index that may go. */
    static List<InstanceId> forgettable(List<InstanceRecord> rows, Instant now) {
        var streak = CrashStreak.of(ofNewestRelease(rows));
        var newestFirst = rows.stream()
                .filter(row -> row.state().isTerminal())
                .sorted(Comparator.comparingInt(InstanceRecord::incarnation).reversed())
                .toList();
        return newestFirst.stream()
                .filter(row -> newestFirst.indexOf(row) >= MAX_ROWS_PER_INDEX || isOld(row, now))
                .filter(row -> streak.newest().filter(row::equals).isEmpty())
                .filter(row -> streak.first().filter(row::equals).isEmpty())
                .map(InstanceRecord::id)
                .toList();
    }

    private static List<InstanceRecord> ofNewestRelease(List<InstanceRecord> rows) {
        return rows.stream()
                .max(Comparator.comparingInt(InstanceRecord::incarnation))
                .map(newest -> rows.stream()
                        .filter(row -> row.releaseId().equals(newest.releaseId())
                                && row.restartToken().equals(newest.restartToken()))
                        .toList())
                .orElse(List.of());
    }

    private static boolean isOld(InstanceRecord row, Instant now) {
        return row.stateSince().isBefore(now.minus(MAX_AGE));
    }
}
