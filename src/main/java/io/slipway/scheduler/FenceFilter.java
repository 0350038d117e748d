package io.slipway.scheduler;

import io.slipway.kernel.PlacementRules;
import java.util.Optional;

/** What must never run twice at once, or has sidecars, needs an agent that knows of that. */
final class FenceFilter implements HostFilter {

    @Override
    public String rule() {
        return "agent";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        var host = condition.host();
        return !isAsked(request.rules()) || host.fences()
                ? Optional.empty()
                : Optional.of(new Refusal.Fenceless(host.name()));
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        return isAsked(request.rules()) ? "its agent can do what is asked" : "nothing special";
    }

    static boolean isAsked(PlacementRules rules) {
        return rules.atMostOne() || rules.sidecars();
    }
}
