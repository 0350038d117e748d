package io.slipway.dispatcher;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.kernel.HostId;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.InspectImage;
import io.slipway.protocol.ReportAck;
import io.slipway.protocol.RoutingAck;
import io.slipway.protocol.RoutingTable;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.Welcome;
import org.jspecify.annotations.Nullable;

/**
 * One agent's open control stream. Assignments and routing tables are whole states, so only the newest of each waits while the
 * stream is not ready: a slow agent holds at most one of each in memory. Thread-safe.
 */
final class AgentSession {

    private final HostId host;
    private final ServerCallStreamObserver<ServerMessage> out;
    private @Nullable HostAssignment waitingAssignment;
    private @Nullable RoutingTable waitingTable;
    private long appliedVersion;
    private long drainedVersion;
    private boolean closed;

    AgentSession(HostId host, ServerCallStreamObserver<ServerMessage> out) {
        this.host = host;
        this.out = out;
    }

    HostId host() {
        return host;
    }

    synchronized void send(Welcome welcome) {
        put(ServerMessage.newBuilder().setWelcome(welcome).build());
    }

    synchronized void send(HostAssignment assignment) {
        waitingAssignment = assignment;
        flush();
    }

    synchronized void send(RoutingTable table) {
        waitingTable = table;
        flush();
    }

    synchronized void send(InspectImage request) {
        put(ServerMessage.newBuilder().setInspectImage(request).build());
    }

    synchronized void acknowledge(long reportSequence) {
        put(ServerMessage.newBuilder()
                .setReportAck(ReportAck.newBuilder().setSequence(reportSequence))
                .build());
    }

    /** Sends what waits, if the stream can take it. Called again when it becomes ready. */
    synchronized void flush() {
        if (waitingTable != null && out.isReady()) {
            put(ServerMessage.newBuilder().setRoutingTable(waitingTable).build());
            waitingTable = null;
        }
        if (waitingAssignment != null && out.isReady()) {
            put(ServerMessage.newBuilder().setAssignment(waitingAssignment).build());
            waitingAssignment = null;
        }
    }

    synchronized void acknowledged(RoutingAck ack) {
        appliedVersion = Math.max(appliedVersion, ack.getAppliedVersion());
        drainedVersion = Math.max(drainedVersion, ack.getDrainedVersion());
    }

    /** The routing table behind which this router has no request left to endpoints that the table lacks. */
    synchronized long drainedVersion() {
        return drainedVersion;
    }

    /** Ends the stream from this side, because the agent has opened another. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            out.onCompleted();
        }
    }

    /** Ends the stream because of what the agent is; it dials again and is told the same. */
    synchronized void refuse(String sentence) {
        if (!closed) {
            closed = true;
            out.onError(Status.FAILED_PRECONDITION.withDescription(sentence).asRuntimeException());
        }
    }

    private void put(ServerMessage message) {
        if (!closed && !out.isCancelled()) {
            out.onNext(message);
        }
    }
}
