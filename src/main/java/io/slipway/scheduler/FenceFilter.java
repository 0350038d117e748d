package io.slipway.scheduler;

import java.util.Optional;

/** What must never run twice at once needs an agent that ends it when the server is out of reach. */
final class FenceFilter implements HostFilter {

    @Override
    public String rule() {
        return "at-most-one";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        var host = condition.host();
        return !request.rules().atMostOne() || host.fences()
                ? Optional.empty()
                : Optional.of(new Refusal.Fenceless(host.name()));
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        return request.rules().atMostOne() ? "its agent ends what must run once at most" : "copies may overlap";
    }
}
