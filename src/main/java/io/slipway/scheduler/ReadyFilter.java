package io.slipway.scheduler;

import java.util.Optional;

/** Only hosts whose agent answers and has no complaint. */
final class ReadyFilter implements HostFilter {

    @Override
    public String rule() {
        return "ready";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        var host = condition.host();
        if (host.problem() != null) {
            return Optional.of(new Refusal.NotReady(host.name(), host.problem()));
        }
        return host.ready()
                ? Optional.empty()
                : Optional.of(new Refusal.NotReady(host.name(), "its agent does not answer"));
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        return "ready";
    }
}
