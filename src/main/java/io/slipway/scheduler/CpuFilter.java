package io.slipway.scheduler;

import java.util.Optional;

/** CPU is a share and may be over-committed by the snapshot's factor, but not without end. */
final class CpuFilter implements HostFilter {

    @Override
    public String rule() {
        return "cpu";
    }

    @Override
    public Optional<Refusal> refuse(PlacementRequest request, HostCondition condition) {
        long wanted = request.cpu().millis();
        return wanted <= condition.freeCpu()
                ? Optional.empty()
                : Optional.of(new Refusal.ShortOfCpu(condition.host().name(), wanted, condition.freeCpu()));
    }

    @Override
    public String approval(PlacementRequest request, HostCondition condition) {
        return words(request.cpu().millis(), condition.freeCpu());
    }

    static String words(long wanted, long free) {
        return "CPU needs " + Amounts.cpu(wanted) + ", left to promise " + Amounts.cpu(free);
    }
}
