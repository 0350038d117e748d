package io.slipway.agent;

import io.slipway.protocol.RoutingTable;

/** The router that rides in the agent, seen through what the agent tells it and asks of it. */
public interface RoutingPart extends AutoCloseable {

    /** Puts a table into force; returns at once. */
    void apply(RoutingTable table);

    /** No new request goes to an endpoint that this version lacks. */
    long appliedVersion();

    /** The requests that were in flight to such endpoints have ended too, or their time has. */
    long drainedVersion();

    /** A sentence about what it cannot do here though all else is well; empty when there is nothing to say. */
    default String notice() {
        return "";
    }

    @Override
    void close();

    /** A host without a router: every table counts as applied at once. */
    static RoutingPart none() {
        return new RoutingPart() {
            private volatile long version;

            @Override
            public void apply(RoutingTable table) {
                version = table.getVersion();
            }

            @Override
            public long appliedVersion() {
                return version;
            }

            @Override
            public long drainedVersion() {
                return version;
            }

            @Override
            public void close() {}
        };
    }
}
