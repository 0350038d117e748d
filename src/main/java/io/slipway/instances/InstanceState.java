package io.slipway.instances;

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

    /** Whether nothing follows: the row is history. */
    public boolean isTerminal() {
        return this == STOPPED || this == REJECTED || this == FAILED || this == LOST;
    }

    /** Whether {@code next} is a step forward from here. */
    public boolean canBecome(InstanceState next) {
        return !isTerminal() && next.ordinal() > ordinal();
    }
}
