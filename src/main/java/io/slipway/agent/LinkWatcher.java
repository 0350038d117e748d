package io.slipway.agent;

import io.slipway.protocol.AgentLinkGrpc.AgentLinkStub;

/** Ships something to the server over streams of its own, whenever there is one. Called on the agent's loop; must return at once. */
public interface LinkWatcher {

    /** The server has welcomed this host. */
    void connected(AgentLinkStub link);

    /** The server is gone. */
    void disconnected();

    /** A stream to the server has ended, or never began, and why. */
    default void unreachable(Throwable because) {}
}
