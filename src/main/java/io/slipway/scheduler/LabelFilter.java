package io.slipway.scheduler;

import io.slipway.kernel.Labels;
import io.slipway.kernel.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A host's labels have to fulfil the constraints. */
final class LabelFilter implements HostFilter {

    @Override
    public String rule() {
        return "labels";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        var host = condition.host();
        var constraints = request.rules().constraints();
        return constraints.matches(host.labels())
                ? Optional.empty()
                : Optional.of(new Refusal.Mismatch(host.name(), constraints.unmetBy(host.labels()), host.labels()));
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        var constraints = request.rules().constraints();
        return constraints.choosesAll() ? "no constraint" : "fulfils " + constraints;
    }

    /** "needs disk=ssd, has disk=hdd; needs gpu, has no gpu". */
    static String words(List<Requirement> unmet, Labels labels) {
        return unmet.stream()
                .map(requirement -> "needs " + requirement + ", " + requirement.found(labels))
                .collect(Collectors.joining("; "));
    }
}
