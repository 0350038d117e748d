package io.slipway.scheduler;

import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import java.util.List;

/**
 * What happens if a host dies now.
 *
 * @param instances that run there and would have to run elsewhere
 * @param missingMemory in bytes, what those reserve together that do not fit for want of it; 0 where no other host takes work
 * @param missingCpu in thousandths of a core, likewise
 * @param ruledOut instances of those that no other host takes, at least one of which their constraints or limit keep them off
 * @param processes that have instances there, those that do not recover first, then those that are gone meanwhile
 */
public record LossForecast(
        HostId host, int instances, long missingMemory, long missingCpu, int ruledOut, List<ProcessLoss> processes) {

    /**
     * What happens to one process.
     *
     * @param lost instances that die with the host
     * @param elsewhere instances that go on meanwhile
     * @param unplaced instances of the lost ones that no other host takes
     */
    public record ProcessLoss(ProcessId process, int lost, int elsewhere, int unplaced) {}

    public LossForecast {
        processes = List.copyOf(processes);
    }

    /** How many instances no other host takes. */
    public int unplaced() {
        return processes.stream().mapToInt(ProcessLoss::unplaced).sum();
    }
}
