package io.slipway.orchestrator;

import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.CrashPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The crashes in a row that an index has behind it, newest first. History may have forgotten the middle of a long streak; its
 * first row is kept, so that incarnations still count it.
 */
record CrashStreak(List<InstanceRecord> rows) {

    static CrashStreak of(List<InstanceRecord> attempts) {
        var streak = new ArrayList<InstanceRecord>();
        var ended = attempts.stream()
                .filter(row -> row.state().isTerminal())
                .sorted(Comparator.comparingInt(InstanceRecord::incarnation).reversed())
                .toList();
        for (var row : ended) {
            if (!isCrash(row)) {
                break;
            }
            streak.add(row);
            if (livedWell(row)) {
                break;
            }
        }
        return new CrashStreak(List.copyOf(streak));
    }

    int count() {
        return rows.isEmpty()
                ? 0
                : rows.getFirst().incarnation() - rows.getLast().incarnation() + 1;
    }

    Optional<InstanceRecord> newest() {
        return rows.stream().findFirst();
    }

    /** The row from which the streak is counted. */
    Optional<InstanceRecord> first() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast());
    }

    boolean endsInRejection() {
        return newest().filter(row -> row.state() == InstanceState.REJECTED).isPresent();
    }

    private static boolean isCrash(InstanceRecord row) {
        return row.desired() == DesiredState.RUNNING
                && !CrashPolicy.ENGINE_STOPPED.equals(row.reason())
                && !CrashPolicy.LEASE_ENDED.equals(row.reason())
                && (row.state() == InstanceState.FAILED || row.state() == InstanceState.REJECTED);
    }

    // A row does not say when it began to run; the time since it could be placed is close, and errs towards another
    // try.
    private static boolean livedWell(InstanceRecord row) {
        Instant start = row.notBefore() == null ? row.createdAt() : row.notBefore();
        return row.state() == InstanceState.FAILED
                && Duration.between(start, row.stateSince()).compareTo(CrashPolicy.HEALTHY_AFTER) > 0;
    }
}
