package io.slipway.bench;

import java.time.Duration;

/**
 * A web program that listens.
 *
 * @param child its process; it must not fork
 * @param port of loopback
 */
record Proxy(ChildProcess child, int port) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    long pid() {
        return child.pid();
    }

    void awaitAnswer() throws InterruptedException {
        Patience.until("port " + port, PATIENCE, () -> Web.status(port, "localhost", "/") == 200);
    }

    @Override
    public void close() {
        child.close();
    }
}
