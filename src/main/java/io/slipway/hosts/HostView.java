package io.slipway.hosts;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A host as people and the scheduler see it.
 *
 * @param state from the agent's connection and its lease
 * @param address where other hosts and users reach it; empty until its agent connected
 * @param routerPort where its router listens
 * @param subnet CIDR of its instances
 * @param cordoned whether it takes no new instances
 * @param drain how it is being emptied; null when it is not; one that is takes no new instances either
 * @param problem what its agent complains of, which keeps new instances off; null when well
 * @param lastHeartbeat null when it was not heard since the server started
 * @param labels what administrators say of it
 * @param reservedMemory that instances may not have
 * @param notice what its agent cannot do though it is well; null when there is nothing to say
 * @param fences whether its agent ends what must run once at most when the server is out of reach
 */
public record HostView(
        HostId id,
        String name,
        State state,
        String address,
        int routerPort,
        String subnet,
        Cpu cpu,
        DataSize memory,
        boolean cordoned,
        @Nullable Drain drain,
        @Nullable String problem,
        String agentVersion,
        String engineVersion,
        int warmSandboxes,
        Instant joinedAt,
        @Nullable Instant lastHeartbeat,
        Labels labels,
        DataSize reservedMemory,
        @Nullable String notice,
        boolean fences) {

    /** A host that has nothing to say, with an agent of today. */
    public HostView(
            HostId id,
            String name,
            State state,
            String address,
            int routerPort,
            String subnet,
            Cpu cpu,
            DataSize memory,
            boolean cordoned,
            @Nullable Drain drain,
            @Nullable String problem,
            String agentVersion,
            String engineVersion,
            int warmSandboxes,
            Instant joinedAt,
            @Nullable Instant lastHeartbeat,
            Labels labels,
            DataSize reservedMemory) {
        this(
                id,
                name,
                state,
                address,
                routerPort,
                subnet,
                cpu,
                memory,
                cordoned,
                drain,
                problem,
                agentVersion,
                engineVersion,
                warmSandboxes,
                joinedAt,
                lastHeartbeat,
                labels,
                reservedMemory,
                null,
                true);
    }

    /** What Slipway knows of the machine. */
    public enum State {
        /** Joined, its agent was not heard of yet since the server started. */
        UNKNOWN,
        /** Connected and within its lease. */
        READY,
        /** Its lease ran out; its instances are suspect. */
        UNREACHABLE,
        /** Its lease ran out together with most others': its instances count as well until the brake lets go of it. */
        HELD
    }

    /** Whether it can take a new instance now. */
    public boolean isSchedulable() {
        return state == State.READY && !cordoned && !isDraining() && problem == null;
    }

    /** The same host while it is being drained. */
    public HostView draining(Drain ordered) {
        return new HostView(
                id,
                name,
                state,
                address,
                routerPort,
                subnet,
                cpu,
                memory,
                true,
                ordered,
                problem,
                agentVersion,
                engineVersion,
                warmSandboxes,
                joinedAt,
                lastHeartbeat,
                labels,
                reservedMemory,
                notice,
                fences);
    }

    /** Whether its agent was ever here. */
    public boolean hasConnected() {
        return !address.isEmpty();
    }

    /** Whether its lease has run out: nobody can tell what runs there. */
    public boolean isSilent() {
        return state == State.UNREACHABLE || state == State.HELD;
    }

    /** Whether its instances move elsewhere, or have moved. */
    public boolean isDraining() {
        return drain != null;
    }
}
