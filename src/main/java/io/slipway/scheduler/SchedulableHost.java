package io.slipway.scheduler;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
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
 * @param labels what constraints look at; {@link Labels#ZONE} tells its zone
 * @param reserved memory of the capacity that is for others than instances
 * @param fences whether its agent ends what must run once at most when the server is out of reach
 */
public record SchedulableHost(
        HostId id,
        String name,
        boolean ready,
        boolean cordoned,
        boolean draining,
        @Nullable String problem,
        DataSize memory,
        Cpu cpu,
        Labels labels,
        DataSize reserved,
        boolean fences) {

    /** A host with an agent of today. */
    public SchedulableHost(
            HostId id,
            String name,
            boolean ready,
            boolean cordoned,
            boolean draining,
            @Nullable String problem,
            DataSize memory,
            Cpu cpu,
            Labels labels,
            DataSize reserved) {
        this(id, name, ready, cordoned, draining, problem, memory, cpu, labels, reserved, true);
    }

    /** A host without labels whose memory is all for instances. */
    public SchedulableHost(
            HostId id,
            String name,
            boolean ready,
            boolean cordoned,
            boolean draining,
            @Nullable String problem,
            DataSize memory,
            Cpu cpu) {
        this(id, name, ready, cordoned, draining, problem, memory, cpu, Labels.NONE, new DataSize(0));
    }

    /** The same host, but its agent does not answer. */
    SchedulableHost unready() {
        return new SchedulableHost(id, name, false, cordoned, draining, problem, memory, cpu, labels, reserved, fences);
    }

    /** Memory for instances; negative where more is reserved than there is. */
    long schedulableMemory() {
        return memory.bytes() - reserved.bytes();
    }
}
