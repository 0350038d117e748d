package io.slipway.hosts;

import io.slipway.kernel.Secret;
import java.time.Instant;

/**
 * A join token just made.
 *
 * @param hostName the only host that it lets in
 * @param token its text, shown this once and never again
 * @param expiresAt when it ends, used or not
 * @param agentPort where the server listens for agents
 */
public record NewJoinToken(String hostName, Secret token, Instant expiresAt, int agentPort) {

    /**
     * What to run on the new machine.
     *
     * @param server the name or address by which that machine reaches this server
     */
    public Secret command(String server) {
        boolean bareIpv6 = server.indexOf(':') >= 0 && !server.startsWith("[");
        var host = bareIpv6 ? "[" + server + "]" : server;
        return new Secret("./slipway agent --server %s:%d --token %s".formatted(host, agentPort, token.reveal()));
    }
}
