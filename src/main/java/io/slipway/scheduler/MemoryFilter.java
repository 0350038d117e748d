package io.slipway.scheduler;

import java.util.Optional;

/** Memory is never over-committed: every placed instance can use its whole limit. */
final class MemoryFilter implements HostFilter {

    @Override
    public String rule() {
        return "memory";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        long wanted = request.memory().bytes();
        return wanted <= condition.freeMemory()
                ? Optional.empty()
                : Optional.of(new Refusal.ShortOfMemory(
                        condition.host().name(),
                        wanted,
                        condition.freeMemory(),
                        condition.host().reserved().bytes()));
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        return words(
                request.memory().bytes(),
                condition.freeMemory(),
                condition.host().reserved().bytes());
    }

    static String words(long wanted, long free, long reserved) {
        return "memory needs " + Amounts.memory(wanted) + ", free " + Amounts.memory(free)
                + (reserved == 0 ? "" : " beside " + Amounts.memory(reserved) + " reserved");
    }
}
