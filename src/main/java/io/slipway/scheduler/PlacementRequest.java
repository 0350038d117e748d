package io.slipway.scheduler;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * What wants a host.
 *
 * @param process its copies are spread over zones and hosts
 * @param memory to reserve
 * @param cpu to reserve
 * @param rules which hosts may take it
 * @param cohort copies of the process with the same cohort count together for at most per host; of no meaning without that limit
 * @param leaves the host that it is to leave, which takes it no more; null for what is not on the move
 */
public record PlacementRequest(
        ProcessId process,
        DataSize memory,
        Cpu cpu,
        PlacementRules rules,
        String cohort,
        @Nullable HostId leaves) {

    /** A request that any host may take. */
    public PlacementRequest(ProcessId process, DataSize memory, Cpu cpu) {
        this(process, memory, cpu, PlacementRules.NONE, "", null);
    }

    /** Whether any host with room may take it. */
    boolean isPlain() {
        return leaves == null && rules.isNone();
    }
}
