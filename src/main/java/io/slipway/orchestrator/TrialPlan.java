package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.instances.InstanceRecord;
import io.slipway.orchestrator.Plan.Creation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan while a canary is on trial: two processes that know nothing of each other. The release before keeps all its instances and
 * has them replaced by its own, the canary has those of its step. Taking the canary back or ending its trial makes it one process
 * again, and the survivor rule ends whoever is too many. Pure.
 *
 * @see "docs/decisions/0018-canary-beside-the-release-before.md"
 */
final class TrialPlan {

    private TrialPlan() {}

    static Plan of(ProcessSpec canary, ProcessSpec base, List<InstanceRecord> rows, HostStates hosts, Instant now) {
        var sides = rows.stream()
                .collect(Collectors.partitioningBy(row -> row.releaseId().equals(canary.releaseId())));
        var ofBase = Reconciler.planAlone(base, sides.getOrDefault(false, List.of()), hosts, now);
        var ofCanary = Reconciler.planAlone(canary, sides.getOrDefault(true, List.of()), hosts, now);
        return new Plan(
                creations(ofBase.create(), ofCanary.create(), rows),
                both(ofBase, ofCanary, Plan::stop),
                both(ofBase, ofCanary, Plan::markLost),
                both(ofBase, ofCanary, Plan::forget),
                both(ofBase, ofCanary, Plan::giveUp),
                Stream.of(ofBase, ofCanary)
                        .map(Plan::wakeAt)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null),
                false);
    }

    /** Incarnations of an index are counted over both sides. */
    private static List<Creation> creations(List<Creation> ofBase, List<Creation> ofCanary, List<InstanceRecord> rows) {
        Map<Integer, Integer> newest = new HashMap<>();
        rows.forEach(row -> newest.merge(row.index(), row.incarnation(), Math::max));
        var all = new ArrayList<Creation>();
        ofBase.forEach(made -> all.add(numbered(made, newest, true)));
        ofCanary.forEach(made -> all.add(numbered(made, newest, false)));
        return all;
    }

    private static Creation numbered(Creation made, Map<Integer, Integer> newest, boolean ofBase) {
        return new Creation(made.index(), newest.merge(made.index(), 1, Integer::sum), made.notBefore(), ofBase);
    }

    private static <T> List<T> both(Plan one, Plan other, Function<Plan, List<T>> part) {
        return Stream.concat(part.apply(one).stream(), part.apply(other).stream())
                .toList();
    }
}
