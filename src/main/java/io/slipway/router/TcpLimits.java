package io.slipway.router;

import java.time.Duration;

/**
 * Limits of a router's TCP routes, beside those of {@link RouterProperties} for connections to instances and drains.
 *
 * @param maxConnections clients' connections to all TCP routes at a time
 * @param maxConnectionsPerRoute of them, those of one route; further ones are closed at once
 * @param idleTimeout time without a byte either way after which a connection is closed; peers that are gone without a word are noticed
 *     earlier, by the kernel's own probes
 */
public record TcpLimits(int maxConnections, int maxConnectionsPerRoute, Duration idleTimeout) {

    /** What routers have unless they are told otherwise. */
    public static final TcpLimits DEFAULTS = new TcpLimits(10_000, 2_000, Duration.ofHours(1));
}
