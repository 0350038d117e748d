package io.slipway.dispatcher;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.kernel.HostId;
import io.slipway.protocol.HeartbeatAck;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.InspectImage;
import io.slipway.protocol.NameChanges;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.ReportAck;
import io.slipway.protocol.RoutingAck;
import io.slipway.protocol.RoutingChange;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.Welcome;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One agent's open control stream. Assignments, routing and name tables are states, so only the newest of each waits while the stream
 * is not ready: a slow agent keeps at most one of each in memory, and gets the way to the newest routing table in parts as it takes them.
 * Thread-safe.
 */
final class AgentSession {

    private final HostId host;
    private final ServerCallStreamObserver<ServerMessage> out;
    private @Nullable HostAssignment waitingAssignment;
    private @Nullable RoutingEdition waitingTable;
    /** Of the change that is being sent. */
    private final Queue<RoutingChange> parts = new ArrayDeque<>();
    /** Digest of the table that the agent has once {@link #parts} are sent; null when it takes whole tables only. */
    private @Nullable ByteString known;

    private @Nullable NameTable waitingNames;
    /** The newest that was sent or waits; null when the agent takes none. */
    private @Nullable NameTable lastNames;
    /** What the agent has; null until it was sent the first. */
    private @Nullable NameTable sentNames;

    private long appliedVersion;
    private long drainedVersion;
    private boolean closed;
    private volatile boolean fencing;
    /** Held while an assignment is made and sent; never asked for by who holds this session's own monitor. */
    private final Object assigning = new Object();

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

    /** Makes and sends an assignment, one at a time: what is sent later was read later. */
    void assign(Runnable makeAndSend) {
        synchronized (assigning) {
            makeAndSend.run();
        }
    }

    synchronized void send(HostAssignment assignment) {
        waitingAssignment = assignment;
        flush();
    }

    synchronized void send(RoutingEdition table) {
        waitingTable = table;
        flush();
    }

    /** The agent takes changes instead of whole tables. To be called before the first table is sent. */
    synchronized void takesChanges(ByteString digestOfItsTable) {
        known = digestOfItsTable;
    }

    /** The agent takes name tables. To be called before the first is sent. */
    synchronized void takesNames() {
        lastNames = NameTable.getDefaultInstance();
    }

    synchronized boolean isTakingNames() {
        return lastNames != null;
    }

    /** Sends what is new in a table, if the agent takes such. */
    synchronized void send(NameTable names) {
        if (lastNames != null && !names.equals(lastNames)) {
            lastNames = names;
            waitingNames = names;
            flush();
        }
    }

    synchronized void send(InspectImage request) {
        put(ServerMessage.newBuilder().setInspectImage(request).build());
    }

    synchronized void acknowledge(long reportSequence) {
        put(ServerMessage.newBuilder()
                .setReportAck(ReportAck.newBuilder().setSequence(reportSequence))
                .build());
    }

    /** The agent ends what must run once at most when its heartbeats are not acknowledged. */
    void fences() {
        fencing = true;
    }

    boolean isFencing() {
        return fencing;
    }

    /** Acknowledges a heartbeat, unless an assignment waits: the agent has to know that first, and the next heartbeat comes soon. */
    synchronized void acknowledge(HeartbeatAck heartbeat) {
        if (fencing && waitingAssignment == null) {
            put(ServerMessage.newBuilder().setHeartbeatAck(heartbeat).build());
        }
    }

    /** Sends what waits, if the stream can take it. Called again when it becomes ready. */
    synchronized void flush() {
        flushRouting();
        if (waitingNames != null && out.isReady()) {
            var message = sentNames == null ? waitingNames : NameChanges.between(sentNames, waitingNames);
            put(ServerMessage.newBuilder().setNameTable(message).build());
            sentNames = waitingNames;
            waitingNames = null;
        }
        if (waitingAssignment != null && out.isReady()) {
            put(ServerMessage.newBuilder().setAssignment(waitingAssignment).build());
            waitingAssignment = null;
        }
    }

    private void flushRouting() {
        while (out.isReady() && !(parts.isEmpty() && waitingTable == null)) {
            if (!parts.isEmpty()) {
                put(ServerMessage.newBuilder().setRoutingChange(parts.remove()).build());
            } else if (waitingTable != null) {
                begin(waitingTable);
                waitingTable = null;
            }
        }
    }

    private void begin(RoutingEdition table) {
        if (known == null) {
            put(ServerMessage.newBuilder().setRoutingTable(table.whole()).build());
        } else {
            parts.addAll(table.since(known));
            known = table.digest();
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

    /** Whether anything that is sent can still arrive. */
    synchronized boolean isOpen() {
        return !closed && !out.isCancelled();
    }

    /** Ends the stream from this side, because the agent has opened another. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            end(out::onCompleted);
        }
    }

    /** Ends the stream because something went wrong here; the agent dials again. */
    synchronized void fail() {
        if (!closed) {
            closed = true;
            end(() -> out.onError(Status.UNAVAILABLE
                    .withDescription("The server could not serve this stream")
                    .asRuntimeException()));
        }
    }

    /** A call that is over by itself does not like to be told so, and whoever ends it has others to serve. */
    private static void end(Runnable ending) {
        try {
            ending.run();
        } catch (IllegalStateException overAlready) {
            // That is what was wanted.
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
