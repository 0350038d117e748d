package io.slipway.router;

import java.time.Duration;

/**
 * Every limit and time-out of a router.
 *
 * @param bindAddress the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param eventLoopThreads threads that do all the work; each owns its connections on both sides
 * @param maxHeadBytes longest head of a message with all its headers; a longer request is answered 431, a longer response 502
 * @param maxHeaders most headers of a message
 * @param maxRequestLineBytes longest request line; a longer one is answered 414
 * @param headerTimeout time for a whole request head to arrive
 * @param clientIdleTimeout time that a client's connection may wait for its next request
 * @param upstreamIdleTimeout time that a connection to an instance is kept for the next request
 * @param connectTimeout time for a connection to an instance to be made
 * @param responseTimeout time without any progress: until an instance starts to answer (504), while a client sends a body (408)
 *     or does not take what it asked for (cut)
 * @param drainTimeout time that requests to a removed instance, and all requests at the end, get to finish
 * @param setAsideTime time that an instance which refused a connection is used only when there is no other
 * @param maxConnections clients' connections at a time; each has at most one request under way, which bounds those to instances
 * @param pooledPerEndpoint waiting connections kept for each instance and thread
 * @param attempts instances tried for one request
 */
public record RouterProperties(
        String bindAddress,
        int port,
        int eventLoopThreads,
        int maxHeadBytes,
        int maxHeaders,
        int maxRequestLineBytes,
        Duration headerTimeout,
        Duration clientIdleTimeout,
        Duration upstreamIdleTimeout,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration drainTimeout,
        Duration setAsideTime,
        int maxConnections,
        int pooledPerEndpoint,
        int attempts) {

    private static final int DEFAULT_THREADS = 2;

    /** The defaults for a listener. */
    public static RouterProperties listeningOn(String bindAddress, int port) {
        return new RouterProperties(
                bindAddress,
                port,
                Math.min(DEFAULT_THREADS, Runtime.getRuntime().availableProcessors()),
                64 * 1024,
                100,
                8 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(75),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                10_000,
                64,
                3);
    }

    /** The same with another number of threads. */
    public RouterProperties withEventLoopThreads(int threads) {
        return new RouterProperties(
                bindAddress,
                port,
                threads,
                maxHeadBytes,
                maxHeaders,
                maxRequestLineBytes,
                headerTimeout,
                clientIdleTimeout,
                upstreamIdleTimeout,
                connectTimeout,
                responseTimeout,
                drainTimeout,
                setAsideTime,
                maxConnections,
                pooledPerEndpoint,
                attempts);
    }
}
