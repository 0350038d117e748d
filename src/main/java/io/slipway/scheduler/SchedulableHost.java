package io.slipway.scheduler;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import org.jspecify.annotations.Nullable;

/**
 * A host as the scheduler sees it, before anything is placed there.
 *
 * @param name decides ties; unique
 * @param ready whether its agent answers
 * @param draining whether its instances move elsewhere; it takes no new ones then
 * @param problem what it complains of, as one sentence; null when well; a host with a problem is not ready
 * @param memory capacity
 * @param cpu capacity, before over-commit
 */
public record SchedulableHost(
        HostId id,
        String name,
        boolean ready,
        boolean cordoned,
        boolean draining,
        @Nullable String problem,
        DataSize memory,
        Cpu cpu) {}
