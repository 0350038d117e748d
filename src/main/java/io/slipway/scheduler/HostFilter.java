package io.slipway.scheduler;

import java.util.List;
import java.util.Optional;

/** A rule that can keep a request off a host, and says what it found with numbers. */
interface HostFilter {

    /** All rules, in the order in which they are asked. */
    List<HostFilter> ALL = List.of(
            new ReadyFilter(),
            new DrainFilter(),
            new CordonFilter(),
            new MoveFilter(),
            new LabelFilter(),
            new FenceFilter(),
            new PerHostFilter(),
            new MemoryFilter(),
            new CpuFilter());

    /** Its name in explanations, part of the API: {@code memory}. */
    String rule();

    /** The reason against, or empty when this rule has nothing against it. */
    Optional<Refusal> refuse(PlacementRequest request, HostCondition condition);

    /** What it found at a host that it has nothing against. */
    String approval(PlacementRequest request, HostCondition condition);

    /** What it found, for or against. */
    default Finding find(PlacementRequest request, HostCondition condition) {
        return refuse(request, condition)
                .map(refusal -> new Finding(rule(), false, refusal.words()))
                .orElseGet(() -> new Finding(rule(), true, approval(request, condition)));
    }

    /** The first reason that any of {@code filters} has. */
    static Optional<Refusal> firstRefusal(List<HostFilter> filters, PlacementRequest request, HostCondition condition) {
        return filters.stream()
                .flatMap(filter -> filter.refuse(request, condition).stream())
                .findFirst();
    }

    /** Everything that all rules found at a host. */
    static Candidate explain(PlacementRequest request, HostCondition condition) {
        var host = condition.host();
        return new Candidate(
                host.id(),
                host.name(),
                condition.score(),
                ALL.stream().map(filter -> filter.find(request, condition)).toList(),
                ALL.stream()
                        .flatMap(filter -> filter.refuse(request, condition).stream())
                        .toList());
    }
}
