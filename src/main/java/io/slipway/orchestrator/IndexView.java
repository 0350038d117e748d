package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.CrashPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything at one index of a process, judged against what is wanted. A <em>candidate</em> should run and is on no silent or
 * removed host; a candidate is <em>current</em> when it was made of the wanted release and restart.
 *
 * <p>At an <em>exclusive</em> index copies must never overlap: who was there has to have ended before the next one begins, so a copy
 * on a silent host stays a candidate until that host is fenced.
 */
final class IndexView {

    private final int index;
    private final List<InstanceRecord> rows;
    private final ProcessSpec spec;
    private final HostStates hosts;

    IndexView(int index, List<InstanceRecord> rows, ProcessSpec spec, HostStates hosts) {
        this.index = index;
        this.rows = rows;
        this.spec = spec;
        this.hosts = hosts;
    }

    int index() {
        return index;
    }

    /** Rows that were told to run and have not ended, whatever their host does. */
    List<InstanceRecord> wanted() {
        return rows.stream()
                .filter(row ->
                        row.desired() == DesiredState.RUNNING && !row.state().isTerminal())
                .toList();
    }

    List<InstanceRecord> candidates() {
        return wanted().stream()
                .filter(row -> !hosts.isLost(row) && (isExclusive() ? !hosts.isFenced(row) : !hosts.isSuspect(row)))
                .toList();
    }

    /** Whether two copies must never run at once here: the next one is to be so, or one that is left is. */
    boolean isExclusive() {
        return spec.settings().placement().atMostOne()
                || rows.stream()
                        .anyMatch(row ->
                                !row.state().isTerminal() && row.placement().atMostOne());
    }

    /**
     * Whether a new copy may begin: nobody that it must not overlap may still run. One that was told to stop and whose host is fenced
     * has ended, and will not start when the host returns; it had to be told first, since the host may return at any moment.
     */
    boolean isFree() {
        return !isExclusive()
                || rows.stream()
                        .allMatch(row -> row.state().isTerminal()
                                || (row.desired() == DesiredState.STOPPED && hosts.isFenced(row)));
    }

    /**
     * The survivor rule: the current release, then what is not on the move, then a living host, then one that is not being
     * drained, then running and routable, then the oldest.
     */
    Optional<InstanceRecord> survivor() {
        return candidates().stream()
                .min(Comparator.comparing(this::isCurrent, trueFirst())
                        .thenComparing(InstanceRecord::moving)
                        .thenComparing(hosts::isOnLivingHost, trueFirst())
                        .thenComparing(hosts::isOnDrainingHost)
                        .thenComparing(InstanceRecord::routable, trueFirst())
                        .thenComparing(InstanceRecord::createdAt)
                        .thenComparing(InstanceRecord::incarnation));
    }

    /** Candidates that may stop: all but the survivor, once it serves. */
    List<InstanceRecord> superseded() {
        var survivor = survivor().filter(InstanceRecord::routable);
        return survivor.isEmpty()
                ? List.of()
                : candidates().stream().filter(row -> row != survivor.get()).toList();
    }

    /** Whether a current instance takes traffic here, on the move or not. */
    boolean serves() {
        return candidates().stream().anyMatch(row -> isCurrent(row) && row.routable() && !hosts.isSuspect(row));
    }

    /** Whether a current instance that stays runs or is on its way. */
    boolean hasCurrentCandidate() {
        return candidates().stream().anyMatch(row -> isCurrent(row) && !row.moving());
    }

    /** Whether an earlier release or restart still holds this index. */
    boolean hasPredecessor() {
        return candidates().stream().anyMatch(row -> !isCurrent(row));
    }

    /** Whether the wanted release was tried here, with whatever result. */
    boolean wasTried() {
        return rows.stream().anyMatch(this::isCurrent);
    }

    /** Whether all that is left here is on silent hosts, and no other host could do better. */
    boolean waitsForItsHost() {
        return candidates().isEmpty() && wanted().stream().anyMatch(hosts::isSuspect) && !hosts.anyTakesWork();
    }

    /** How the wanted release crashed here lately. */
    CrashStreak crashes() {
        return CrashStreak.of(rows.stream().filter(this::isCurrent).toList());
    }

    /** The crash after which nobody tries again, unless it says so already. */
    Optional<InstanceRecord> hopeless() {
        var crashes = crashes();
        boolean givenUp =
                !hasCurrentCandidate() && CrashPolicy.waitAfter(crashes.count()).isEmpty();
        return givenUp ? crashes.newest().filter(row -> !row.isGivenUp()) : Optional.empty();
    }

    int nextIncarnation() {
        return 1 + rows.stream().mapToInt(InstanceRecord::incarnation).max().orElse(0);
    }

    private boolean isCurrent(InstanceRecord row) {
        return row.releaseId().equals(spec.releaseId()) && row.restartToken().equals(spec.restartToken());
    }

    private static Comparator<Boolean> trueFirst() {
        return Comparator.reverseOrder();
    }
}
