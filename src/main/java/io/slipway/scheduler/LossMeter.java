package io.slipway.scheduler;

import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import io.slipway.scheduler.LossForecast.ProcessLoss;
import io.slipway.scheduler.Placement.Unplaceable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The N-1 meter: for any host, whether the others hold what runs there. It does not estimate but places every instance of the host
 * on a copy of the cluster without it, first come, first served, as the placement loop would.
 */
public final class LossMeter {

    private static final Comparator<ProcessLoss> WORST_FIRST = Comparator.comparingInt(ProcessLoss::unplaced)
            .reversed()
            .thenComparingInt(ProcessLoss::elsewhere)
            .thenComparing(loss -> loss.process().toString());

    private record Homeless(PlacementRequest request, Unplaceable why) {

        long missingMemory() {
            return lacks(Refusal.ShortOfMemory.class) ? request.memory().bytes() : 0;
        }

        long missingCpu() {
            return lacks(Refusal.ShortOfCpu.class) ? request.cpu().millis() : 0;
        }

        /** Whether a host stands aside only because of the process's own rules. */
        boolean isRuledOut() {
            return lacks(Refusal.Mismatch.class) || lacks(Refusal.Crowded.class);
        }

        private boolean lacks(Class<? extends Refusal> what) {
            return why.refusals().stream().anyMatch(what::isInstance);
        }
    }

    private final Scheduler scheduler = new Scheduler();
    private final ClusterSnapshot snapshot;
    private final Map<HostId, List<PlacementRequest>> byHost;
    private final Map<ProcessId, Integer> copies;

    /**
     * Makes one.
     *
     * @param snapshot in which everything is counted that is placed; it is read, never changed
     * @param occupants what would be replaced, in the order in which it would be placed
     */
    public LossMeter(ClusterSnapshot snapshot, Collection<Occupant> occupants) {
        this.snapshot = snapshot;
        byHost = occupants.stream()
                .collect(Collectors.groupingBy(
                        Occupant::host, Collectors.mapping(Occupant::request, Collectors.toList())));
        copies = occupants.stream()
                .collect(Collectors.toMap(occupant -> occupant.request().process(), occupant -> 1, Integer::sum));
    }

    /** What happens if this host dies now. */
    public LossForecast ifLost(HostId host) {
        var rest = snapshot.without(host);
        var lost = byHost.getOrDefault(host, List.of());
        var homeless = new ArrayList<Homeless>();
        for (var request : lost) {
            if (scheduler.place(request, rest) instanceof Unplaceable why) {
                homeless.add(new Homeless(request, why));
            }
        }
        return new LossForecast(
                host,
                lost.size(),
                homeless.stream().mapToLong(Homeless::missingMemory).sum(),
                homeless.stream().mapToLong(Homeless::missingCpu).sum(),
                Math.toIntExact(homeless.stream().filter(Homeless::isRuledOut).count()),
                processes(lost, homeless.stream().map(Homeless::request).toList()));
    }

    private List<ProcessLoss> processes(List<PlacementRequest> lost, List<PlacementRequest> unplaced) {
        var without = countByProcess(unplaced);
        return countByProcess(lost).entrySet().stream()
                .map(entry -> new ProcessLoss(
                        entry.getKey(),
                        entry.getValue(),
                        copies.getOrDefault(entry.getKey(), 0) - entry.getValue(),
                        without.getOrDefault(entry.getKey(), 0)))
                .sorted(WORST_FIRST)
                .toList();
    }

    private static Map<ProcessId, Integer> countByProcess(List<PlacementRequest> requests) {
        return requests.stream().collect(Collectors.toMap(PlacementRequest::process, request -> 1, Integer::sum));
    }
}
