package io.slipway.agent;

import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.RoutingAck;
import io.slipway.protocol.RoutingTable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes tables to the router and tells the server, as it becomes true, which one is in force and drained. */
final class RoutingAcks implements AutoCloseable {

    private static final long LOOK_MILLIS = 10;

    private final RoutingPart router;
    private final Thread teller;
    private @Nullable Consumer<AgentMessage> server;
    private RoutingAck lastTold = RoutingAck.getDefaultInstance();
    private long latest;
    private boolean closed;

    RoutingAcks(RoutingPart router) {
        this.router = router;
        this.teller = Thread.ofVirtual().name("routing-acks").start(this::tell);
    }

    synchronized void apply(RoutingTable table) {
        router.apply(table);
        latest = table.getVersion();
        notifyAll();
    }

    /** A stream is open: says again where the router stands. */
    synchronized void connected(Consumer<AgentMessage> stream) {
        server = stream;
        lastTold = RoutingAck.getDefaultInstance();
        sendIfNew();
        notifyAll();
    }

    synchronized void disconnected() {
        server = null;
    }

    private void tell() {
        try {
            while (awaitWork()) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitWork() throws InterruptedException {
        sendIfNew();
        while (!closed && (server == null || router.drainedVersion() >= latest)) {
            sendIfNew();
            wait();
        }
        return !closed;
    }

    private void sendIfNew() {
        var ack = RoutingAck.newBuilder()
                .setAppliedVersion(router.appliedVersion())
                .setDrainedVersion(router.drainedVersion())
                .build();
        if (server != null && !ack.equals(lastTold)) {
            lastTold = ack;
            server.accept(AgentMessage.newBuilder().setRoutingAck(ack).build());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
