package io.slipway.scheduler;

import java.util.Optional;

/** No new work on cordoned hosts. */
final class CordonFilter implements HostFilter {

    @Override
    public String rule() {
        return "cordon";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        var host = condition.host();
        return host.cordoned() ? Optional.of(new Refusal.Cordoned(host.name())) : Optional.empty();
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        return "not cordoned";
    }
}
