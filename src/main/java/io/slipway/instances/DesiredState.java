package io.slipway.instances;

/** What the orchestrator wants of an instance; goes one way, from RUNNING to STOPPED. */
public enum DesiredState {
    RUNNING,
    STOPPED
}
