package io.slipway.scheduler;

import java.util.List;
import java.util.Optional;

/** A rule that can keep a request off a host, and says why with numbers. */
interface HostFilter {

    /** All rules, in the order in which they are asked. */
    List<HostFilter> ALL =
            List.of(new ReadyFilter(), new DrainFilter(), new CordonFilter(), new MemoryFilter(), new CpuFilter());

    /** The reason against, or empty when this rule has nothing against it. */
    Optional<Refusal> refuse(PlacementRequest request, HostCondition condition);

    /** The first reason that any of {@code filters} has. */
    static Optional<Refusal> firstRefusal(List<HostFilter> filters, PlacementRequest request, HostCondition condition) {
        return filters.stream()
                .flatMap(filter -> filter.refuse(request, condition).stream())
                .findFirst();
    }
}
