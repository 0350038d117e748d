package io.slipway.scheduler;

import java.util.Optional;

/** CPU is a share and may be over-committed by the snapshot's factor, but not without end. */
final class CpuFilter implements HostFilter {

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        long wanted = request.cpu().millis();
        return wanted <= condition.freeCpu()
                ? Optional.empty()
                : Optional.of(new Refusal.ShortOfCpu(condition.host().name(), wanted, Math.max(0, condition.freeCpu())));
    }
}
