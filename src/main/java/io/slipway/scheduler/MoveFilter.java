package io.slipway.scheduler;

import java.util.Optional;

/** What is on the move does not come back to the host that it is to leave. */
final class MoveFilter implements HostFilter {

    @Override
    public String rule() {
        return "move";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        var host = condition.host();
        return host.id().equals(request.leaves()) ? Optional.of(new Refusal.Left(host.name())) : Optional.empty();
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        return "does not move away from here";
    }
}
