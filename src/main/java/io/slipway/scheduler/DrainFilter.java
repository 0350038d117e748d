package io.slipway.scheduler;

import java.util.Optional;

/** No new work on hosts that are being emptied. */
final class DrainFilter implements HostFilter {

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        var host = condition.host();
        return host.draining() ? Optional.of(new Refusal.Draining(host.name())) : Optional.empty();
    }
}
