package io.slipway.scheduler;

import java.util.Optional;

/** Memory is never over-committed: every placed instance can use its whole limit. */
final class MemoryFilter implements HostFilter {

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        long wanted = request.memory().bytes();
        return wanted <= condition.freeMemory()
                ? Optional.empty()
                : Optional.of(
                        new Refusal.ShortOfMemory(condition.host().name(), wanted, Math.max(0, condition.freeMemory())));
    }
}
