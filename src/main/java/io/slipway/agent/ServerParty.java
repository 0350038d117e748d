package io.slipway.agent;

import io.slipway.protocol.AgentLinkGrpc.AgentLinkStub;

/** Who wants to know when there is a server to talk to. */
interface ServerParty {

    /** A server has welcomed this agent; calls may be made on {@code link} until {@link #disconnected}. */
    void connected(AgentLinkStub link);

    /** The connection is gone; another will come. */
    void disconnected();
}
