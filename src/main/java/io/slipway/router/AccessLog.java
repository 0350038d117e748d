package io.slipway.router;

/** Takes a line for every request to an app. */
@FunctionalInterface
public interface AccessLog {

    /** Forgets every line. */
    AccessLog NONE = entry -> {};

    /** Takes a finished request; called on the router's threads, so it must neither block nor throw. */
    void record(AccessLogEntry entry);
}
