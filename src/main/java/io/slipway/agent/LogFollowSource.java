package io.slipway.agent;

import java.nio.ByteBuffer;

/** The engine's own log stream: the way to lines whose file this agent cannot reach. */
@FunctionalInterface
public interface LogFollowSource {

    /** Takes pieces of output; not necessarily whole lines. */
    @FunctionalInterface
    interface Sink {
        void chunk(boolean stderr, ByteBuffer content);
    }

    /** Follows a container's output from a time on (seconds since the epoch, 0 for all) until it is closed. */
    AutoCloseable follow(String containerId, int sinceSeconds, Sink sink);
}
