package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.instances.InstanceRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Judges a running deployment by its instances alone. Pure. */
final class DeploymentProgress {

    private static final int CRASHES_THAT_FAIL = 2;

    /** How far a deployment is. */
    sealed interface Verdict {

        /** Instances are still being replaced. */
        record Going() implements Verdict {}

        /** Every instance is of the new release and takes traffic; what is left is a probe through the route. */
        record Complete() implements Verdict {}

        /** The new release does not run; {@code cause} is a sentence with the next step. */
        record Broken(String cause) implements Verdict {}
    }

    private DeploymentProgress() {}

    static Verdict judge(ProcessSpec spec, List<InstanceRecord> rows, HostStates hosts) {
        var byIndex = rows.stream().collect(Collectors.groupingBy(InstanceRecord::index));
        var views = IntStream.range(0, spec.wanted())
                .mapToObj(index -> new IndexView(index, byIndex.getOrDefault(index, List.of()), spec, hosts))
                .toList();
        var cause = views.stream().flatMap(view -> causeAt(view).stream()).findFirst();
        if (cause.isPresent()) {
            return new Verdict.Broken(FailureText.of(cause.get()));
        }
        boolean complete = views.stream().allMatch(view -> view.serves() && !view.hasPredecessor());
        return complete ? new Verdict.Complete() : new Verdict.Going();
    }

    /** How far all processes of a deployment are: one that is broken breaks it, and it is complete when the last one is. */
    static Verdict ofAll(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(Verdict.Broken.class::isInstance)
                .findFirst()
                .orElseGet(() -> verdicts.stream().allMatch(Verdict.Complete.class::isInstance)
                        ? new Verdict.Complete()
                        : new Verdict.Going());
    }

    private static Optional<InstanceRecord> causeAt(IndexView view) {
        var crashes = view.crashes();
        boolean broken = !view.serves() && (crashes.endsInRejection() || crashes.count() >= CRASHES_THAT_FAIL);
        return broken ? crashes.newest() : Optional.empty();
    }
}
