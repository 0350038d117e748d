package io.slipway.orchestrator;

import io.slipway.kernel.InstanceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change so that a process comes closer to what is wanted.
 *
 * @param create new instances
 * @param stop instances that should end, highest index first
 * @param markLost instances whose host was removed
 * @param forget ended instances that history does not keep
 * @param giveUp crashed instances that get no successor any more, and do not say so yet
 * @param wakeAt when to look again although nothing happened; null when only events matter
 * @param finished whether a deleted process has left nothing that runs
 */
record Plan(
        List<Creation> create,
        List<InstanceId> stop,
        List<InstanceId> markLost,
        List<InstanceId> forget,
        List<InstanceId> giveUp,
        @Nullable Instant wakeAt,
        boolean finished) {

    /**
     * An instance to make.
     *
     * @param notBefore from the crash policy; null to start at once
     * @param ofBase whether it is made of what runs beside a canary on trial
     */
    record Creation(int index, int incarnation, @Nullable Instant notBefore, boolean ofBase) {

        Creation(int index, int incarnation, @Nullable Instant notBefore) {
            this(index, incarnation, notBefore, false);
        }
    }

    Plan {
        create = List.copyOf(create);
        stop = List.copyOf(stop);
        markLost = List.copyOf(markLost);
        forget = List.copyOf(forget);
        giveUp = List.copyOf(giveUp);
    }

    /** Whether there is nothing to do. */
    boolean isEmpty() {
        return create.isEmpty() && stop.isEmpty() && markLost.isEmpty() && forget.isEmpty() && giveUp.isEmpty();
    }
}
