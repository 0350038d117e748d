package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.CrashPolicy;
import io.slipway.kernel.InstanceId;
import io.slipway.orchestrator.Plan.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares what is wanted of a process with its rows and says what to change. A pure function: no clock, no store, no memory. One
 * rule, the survivor rule of {@link IndexView}, serves crash, silent host and rolling deployment. Planning a settled process gives
 * an empty plan.
 */
final class Reconciler {

    private Reconciler() {}

    /** The plan for a process as it should be, with all its rows, at a moment. */
    static Plan plan(ProcessSpec spec, List<InstanceRecord> rows, HostStates hosts, Instant now) {
        var base = spec.base();
        return base == null ? planAlone(spec, rows, hosts, now) : TrialPlan.of(spec, base, rows, hosts, now);
    }

    /** The plan for a process of which no canary is on trial, or for one of the two sides. */
    static Plan planAlone(ProcessSpec spec, List<InstanceRecord> rows, HostStates hosts, Instant now) {
        if (spec.deleting() && rows.stream().allMatch(row -> row.state().isTerminal())) {
            return new Plan(List.of(), List.of(), List.of(), ids(rows.stream()), List.of(), null, true);
        }
        var byIndex =
                rows.stream().collect(Collectors.groupingBy(InstanceRecord::index, TreeMap::new, Collectors.toList()));
        int indexes = byIndex.isEmpty() ? spec.wanted() : Math.max(spec.wanted(), byIndex.lastKey() + 1);
        var views = IntStream.range(0, indexes)
                .mapToObj(index -> new IndexView(index, byIndex.getOrDefault(index, List.of()), spec, hosts))
                .toList();
        var kept = views.subList(0, spec.wanted());
        var surplus = views.subList(spec.wanted(), indexes);
        var due = RolloutPolicy.mayStart(kept, spec.pace());
        // Of what runs once at most none may be left that it had too many before.
        boolean alone =
                !spec.settings().placement().atMostOne() || surplus.stream().allMatch(IndexView::isFree);
        var create = alone ? creations(due) : List.<Creation>of();
        var held = held(due);
        return new Plan(
                create,
                ids(Stream.concat(stops(kept, surplus), held.stream())),
                ids(rows.stream().filter(row -> isLost(row, hosts))),
                byIndex.values().stream()
                        .flatMap(atIndex -> History.forgettable(atIndex, now).stream())
                        .toList(),
                ids(kept.stream().flatMap(view -> view.hopeless().stream())),
                held.isEmpty() ? wakeAt(rows, create, now).orElse(null) : now,
                false);
    }

    private static List<Creation> creations(List<IndexView> due) {
        return due.stream()
                .filter(IndexView::isFree)
                .flatMap(view -> creation(view).stream())
                .toList();
    }

    /** Those in whose place another is to begin, and who must have ended before that. */
    private static List<InstanceRecord> held(List<IndexView> due) {
        return due.stream()
                .filter(view -> !view.isFree() && creation(view).isPresent())
                .flatMap(view -> view.wanted().stream())
                .toList();
    }

    /** Its host was removed. That ends nothing at once where nobody could tell the host, so what must not overlap is waited for. */
    private static boolean isLost(InstanceRecord row, HostStates hosts) {
        return !row.state().isTerminal()
                && hosts.isLost(row)
                && (!row.placement().atMostOne() || hosts.isFenced(row));
    }

    private static Optional<Creation> creation(IndexView view) {
        var crashes = view.crashes();
        return CrashPolicy.waitAfter(crashes.count())
                .map(wait -> new Creation(
                        view.index(),
                        view.nextIncarnation(),
                        dueAfter(crashes, wait).orElse(null)));
    }

    private static Optional<Instant> dueAfter(CrashStreak crashes, Duration wait) {
        return wait.isZero()
                ? Optional.empty()
                : crashes.newest().map(row -> row.stateSince().plus(wait));
    }

    private static Stream<InstanceRecord> stops(List<IndexView> kept, List<IndexView> surplus) {
        return Stream.concat(
                        kept.stream().flatMap(view -> view.superseded().stream()),
                        surplus.stream().flatMap(view -> view.wanted().stream()))
                .sorted(Comparator.comparingInt(InstanceRecord::index).reversed());
    }

    private static Optional<Instant> wakeAt(List<InstanceRecord> rows, List<Creation> create, Instant now) {
        var waiting = rows.stream()
                .filter(row -> !row.state().isTerminal())
                .flatMap(row -> Stream.ofNullable(row.notBefore()));
        return Stream.concat(waiting, create.stream().flatMap(made -> Stream.ofNullable(made.notBefore())))
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    private static List<InstanceId> ids(Stream<InstanceRecord> rows) {
        return rows.map(InstanceRecord::id).toList();
    }
}
