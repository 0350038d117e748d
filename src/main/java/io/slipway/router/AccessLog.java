package io.slipway.router;

import io.slipway.kernel.AppId;

/** Takes a line for every request to an app, and what else a router has to say about one. */
@FunctionalInterface
public interface AccessLog {

    /** Forgets every line. */
    AccessLog NONE = entry -> {};

    /** Takes a finished request; called on the router's threads, so it must neither block nor throw. */
    void record(AccessLogEntry entry);

    /** Takes a sentence for the developers of an app; under the same conditions. */
    default void tell(AppId appId, String sentence) {}
}
