package io.slipway.scheduler;

import java.util.Optional;

/** A process may limit how many of its copies one host runs; see {@link ClusterSnapshot#cohortCopies} for which ones count. */
final class PerHostFilter implements HostFilter {

    @Override
    public String rule() {
        return "per-host";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        int atMost = request.rules().atMostPerHost();
        return atMost == 0 || condition.cohortCopies() < atMost
                ? Optional.empty()
                : Optional.of(new Refusal.Crowded(condition.host().name(), atMost, condition.cohortCopies()));
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        int atMost = request.rules().atMostPerHost();
        return atMost == 0 ? "no limit" : words(atMost, condition.cohortCopies());
    }

    static String words(int atMost, int copies) {
        return "at most " + atMost + " per host, has " + copies;
    }
}
