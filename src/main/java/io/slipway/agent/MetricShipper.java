package io.slipway.agent;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.MetricBatch;
import io.slipway.protocol.ShipmentAck;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships measured steps to the server. Each is kept until the server acknowledges it and is sent again over the next
 * connection; beyond {@link #LARGEST_BACKLOG} the oldest is dropped, which shows as a gap. Thread-safe: everything is guarded
 * by this object, under which only non-blocking calls are made.
 */
final class MetricShipper {

    /** One hour of steps. */
    static final int LARGEST_BACKLOG = 360;

    private static final Logger log = LoggerFactory.getLogger(MetricShipper.class);

    private final String spoolId;
    private final Deque<MetricBatch> backlog = new ArrayDeque<>();
    private long lastSequence;
    private long sentSequence;
    private long dropped;
    private AgentLinkGrpc.@Nullable AgentLinkStub stub;
    private @Nullable Shipment shipment;

    /** Makes a shipper; {@code spoolId} is new at every start of the agent, for the numbers start again with it. */
    MetricShipper(String spoolId) {
        this.spoolId = spoolId;
    }

    /** Takes a step to ship, numbers it, and sends it at once when the server is there. */
    synchronized void offer(MetricBatch step) {
        if (backlog.size() >= LARGEST_BACKLOG) {
            backlog.removeFirst();
            dropped++;
        }
        backlog.addLast(step.toBuilder()
                .setSpoolId(spoolId)
                .setSequence(++lastSequence)
                .build());
        if (shipment == null) {
            open();
        }
        pump();
    }

    /** The server is there; everything that it has not acknowledged is sent again. */
    synchronized void connected(AgentLinkGrpc.AgentLinkStub link) {
        stub = link;
        open();
    }

    /** The server is gone; steps are kept meanwhile. */
    synchronized void disconnected() {
        stub = null;
        var open = shipment;
        shipment = null;
        if (open != null) {
            open.cancel();
        }
    }

    /** Steps that wait for their acknowledgement. */
    synchronized int waiting() {
        return backlog.size();
    }

    /** Steps lost since the agent started. */
    synchronized long dropped() {
        return dropped;
    }

    private void open() {
        if (stub != null) {
            sentSequence = 0;
            var next = new Shipment();
            shipment = next;
            stub.shipMetrics(next);
        }
    }

    private void pump() {
        var open = shipment;
        if (open == null) {
            return;
        }
        for (var step : backlog) {
            if (!open.isReady()) {
                return;
            }
            if (step.getSequence() > sentSequence) {
                open.send(step);
                sentSequence = step.getSequence();
            }
        }
    }

    private synchronized void ready(Shipment from) {
        if (from == shipment) {
            pump();
        }
    }

    private synchronized void acknowledged(long sequence) {
        while (!backlog.isEmpty() && backlog.getFirst().getSequence() <= sequence) {
            backlog.removeFirst();
        }
    }

    private synchronized void ended(Shipment from, @Nullable Throwable cause) {
        if (from == shipment) {
            // The next step opens a new one, unless the connection as a whole is gone by then.
            shipment = null;
            log.atDebug().setCause(cause).log("Shipment of metrics ended");
        }
    }

    /** One stream to the server. */
    private final class Shipment implements ClientResponseObserver<MetricBatch, ShipmentAck> {

        private @Nullable ClientCallStreamObserver<MetricBatch> requests;

        @Override
        public void beforeStart(ClientCallStreamObserver<MetricBatch> stream) {
            requests = stream;
            stream.setOnReadyHandler(() -> ready(this));
        }

        @Override
        public void onNext(ShipmentAck ack) {
            acknowledged(ack.getSequence());
        }

        @Override
        public void onError(Throwable cause) {
            ended(this, cause);
        }

        @Override
        public void onCompleted() {
            ended(this, null);
        }

        boolean isReady() {
            return requests != null && requests.isReady();
        }

        void send(MetricBatch step) {
            if (requests != null) {
                requests.onNext(step);
            }
        }

        void cancel() {
            if (requests != null) {
                requests.cancel("The connection ended", null);
            }
        }
    }
}
