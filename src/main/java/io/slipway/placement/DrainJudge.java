package io.slipway.placement;

import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import io.slipway.scheduler.ClusterSnapshot;
import io.slipway.scheduler.Placement;
import io.slipway.scheduler.Scheduler;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says of one instance after the other what a drain does with it. Places as the scheduler does, on a snapshot of its own in which
 * what waits is placed first and every move reserves its room. Belongs to one thread.
 */
final class DrainJudge {

    private record Position(ProcessId process, int index) {

        static Position of(InstanceRecord row) {
            return new Position(row.processId(), row.index());
        }
    }

    private final Scheduler scheduler = new Scheduler();
    private final ClusterSnapshot snapshot;
    private final BetterPlaces betterPlaces;
    private final Function<ProcessId, Optional<ProcessSpec>> specs;
    private final Map<Position, List<InstanceRecord>> byPosition;

    /**
     * Makes one.
     *
     * @param subjects what will be asked about
     * @param specs what is wanted of a process
     */
    DrainJudge(Cluster cluster, List<InstanceRecord> subjects, Function<ProcessId, Optional<ProcessSpec>> specs) {
        this.snapshot = cluster.snapshot();
        this.betterPlaces = new BetterPlaces(snapshot, cluster.properties().policy(), cluster.largestMemory());
        this.specs = specs;
        byPosition = livingAt(positions(subjects), cluster);
        var departures = Departures.of(cluster.placed());
        cluster.pending().forEach(row -> scheduler.place(Snapshots.requestOf(row, departures.of(row)), snapshot));
    }

    /** What comes next; asking again reserves again. */
    DrainStep judge(InstanceRecord row) {
        if (row.moving()) {
            return new DrainStep.Moving(successor(row).orElse(null));
        }
        return leaving(row).orElseGet(() -> place(row));
    }

    /**
     * What comes next for an instance that a rebalance is to move; asking again reserves again. What stands well where it is now is
     * {@link DrainStep.Leaving}: nothing is left to do for it.
     */
    DrainStep rejudge(InstanceRecord row) {
        if (row.moving()) {
            return new DrainStep.Moving(successor(row).orElse(null));
        }
        var host = Objects.requireNonNull(row.hostId());
        return leaving(row)
                .orElseGet(() -> betterPlaces
                        .take(row, host)
                        .<DrainStep>map(found -> new DrainStep.Fits(found.host()))
                        .or(() -> betterPlaces.whyStuck(row, host).map(DrainStep.Blocked::new))
                        .orElseGet(() -> new DrainStep.Leaving("it stands well where it is")));
    }

    /** Whether it neither moves nor goes, nor has another copy at its index. */
    boolean isSettled(InstanceRecord row) {
        return !row.moving() && leaving(row).isEmpty();
    }

    /** Looks for better places in the same snapshot. */
    BetterPlaces betterPlaces() {
        return betterPlaces;
    }

    /** Who takes the place of a row; one with a host before one that waits for it. */
    Optional<InstanceRecord> successor(InstanceRecord row) {
        var spec = specs.apply(row.processId());
        return byPosition.getOrDefault(Position.of(row), List.of()).stream()
                .filter(other -> !other.id().equals(row.id()) && !other.moving())
                .filter(other -> other.desired() == DesiredState.RUNNING)
                .filter(other -> spec.isEmpty() || isSameSide(row, other, spec.get()))
                .reduce((one, other) -> other.hostId() == null ? one : other);
    }

    private Optional<DrainStep> leaving(InstanceRecord row) {
        if (row.desired() == DesiredState.STOPPED) {
            return Optional.of(new DrainStep.Leaving("it is being stopped"));
        }
        var spec = specs.apply(row.processId()).map(found -> found.governing(row.releaseId()));
        if (spec.isEmpty() || row.index() >= spec.get().wanted()) {
            return Optional.of(new DrainStep.Leaving("it is not wanted any more"));
        }
        if (!isCurrent(row, spec.get())) {
            return Optional.of(new DrainStep.Leaving(
                    "it waits for release v" + spec.get().releaseNumber() + " to take its place"));
        }
        return successor(row).<DrainStep>map(other -> new DrainStep.Leaving("another copy takes its place"));
    }

    private DrainStep place(InstanceRecord row) {
        return switch (scheduler.place(Snapshots.requestOf(row, row.hostId()), snapshot)) {
            case Placement.Placed placed -> new DrainStep.Fits(placed.host());
            case Placement.Unplaceable unplaceable -> new DrainStep.Blocked(unplaceable.text());
        };
    }

    /** A canary on trial and what runs beside it take nobody's place in each other. */
    private static boolean isSameSide(InstanceRecord row, InstanceRecord other, ProcessSpec spec) {
        return spec.governing(row.releaseId()) == spec.governing(other.releaseId());
    }

    private static boolean isCurrent(InstanceRecord row, ProcessSpec spec) {
        return row.releaseId().equals(spec.releaseId()) && row.restartToken().equals(spec.restartToken());
    }

    private static Set<Position> positions(List<InstanceRecord> subjects) {
        return subjects.stream().map(Position::of).collect(Collectors.toSet());
    }

    /** Everything that lives at these positions, but on silent hosts: that does not count until they are heard again. */
    private static Map<Position, List<InstanceRecord>> livingAt(Set<Position> positions, Cluster cluster) {
        var silent = cluster.hosts().stream()
                .filter(HostView::isSilent)
                .map(HostView::id)
                .collect(Collectors.toCollection(HashSet<HostId>::new));
        return Stream.concat(cluster.placed().stream(), cluster.pending().stream())
                .filter(row -> row.hostId() == null || !silent.contains(row.hostId()))
                .filter(row -> positions.contains(Position.of(row)))
                .collect(Collectors.groupingBy(Position::of));
    }
}
