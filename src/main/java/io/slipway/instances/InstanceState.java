package io.slipway.instances;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How far an instance has come. State only moves forward; see {@code docs/instance-lifecycle.md}. */
public enum InstanceState {
    PENDING,
    ASSIGNED,
    PREPARING,
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    REJECTED,
    FAILED,
    LOST;

    static final Set<InstanceState> TERMINAL = Collections.unmodifiableSet(EnumSet.range(STOPPED, LOST));
    static final Set<InstanceState> LIVING = Collections.unmodifiableSet(EnumSet.range(PENDING, STOPPING));

    /** Whether nothing follows: the row is history. */
    public boolean isTerminal() {
        return this == STOPPED || this == REJECTED || this == FAILED || this == LOST;
    }

    /** Whether {@code next} is a step forward from here. */
    public boolean canBecome(InstanceState next) {
        return !isTerminal() && next.ordinal() > ordinal();
    }
}
