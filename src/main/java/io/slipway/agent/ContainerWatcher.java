package io.slipway.agent;

/** Wants to know of app containers that run: log tails, metric samplers. Called on the instance's own lane. */
public interface ContainerWatcher {

    /** A container runs, or was found running after a restart of the agent. Must return at once. */
    void started(RunningContainer container);

    /** A container has ended and is about to be removed: the last moment to read its files. Blocks at most 2 s. */
    void ended(RunningContainer container);
}
