package io.slipway.agent;

import io.slipway.kernel.Backoff;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.HeartbeatAck;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.InspectImage;
import io.slipway.protocol.NameChanges;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.RemovalNotice;
import io.slipway.protocol.RoutingChange;
import io.slipway.protocol.RoutingTable;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.Welcome;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's life: goes on with what it remembers, dials the server, obeys its complete assignments unless they come from an
 * older epoch, says how things are, and dials again. Silence of the server ends nothing. Runs on one thread of its own, which
 * handles every message.
 */
final class AgentLoop implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AgentLoop.class);
    private static final long LOOK_MILLIS = 20;
    private static final int DEFAULT_HEARTBEAT_MILLIS = 1_000;

    private final ServerLink link;
    private final Backoff redial;
    private final AgentParts parts;
    private final AgentMemory memory;
    private final HostInstances host;
    private final Reports reports;
    private final RoutingAcks routing;
    private final ToldRoutes told = new ToldRoutes();
    private final Greeting greeting;
    private long appliedEpoch = -1;
    private long appliedGeneration = -1;
    private int heartbeatMillis = DEFAULT_HEARTBEAT_MILLIS;
    private NameTable names = NameTable.getDefaultInstance();
    private boolean welcomed;
    private boolean over;
    /** Waits until it can be kept. */
    private @Nullable HostAssignment unkept;

    private volatile boolean stopped;

    AgentLoop(
            ServerLink link,
            Backoff redial,
            AgentParts parts,
            AgentMemory memory,
            HostInstances host,
            Reports reports,
            Greeting greeting) {
        this.link = link;
        this.redial = redial;
        this.parts = parts;
        this.memory = memory;
        this.host = host;
        this.reports = reports;
        this.routing = new RoutingAcks(parts.router());
        this.greeting = greeting;
    }

    @Override
    public void run() {
        remember();
        int failures = 0;
        while (!stopped) {
            welcomed = false;
            try (var session = new ServerSession(link)) {
                converse(session);
            } catch (ServerSession.SessionEnded ended) {
                sayAway(welcomed ? 1 : failures + 1, ended);
            } catch (InterruptedException stop) {
                break;
            } catch (RuntimeException unforeseen) {
                // This process is the host's router, too: it must not end for a message that it cannot handle.
                log.atError().setCause(unforeseen).log("The session with the server failed; dialling again");
            } finally {
                disconnected();
            }
            failures = welcomed ? 1 : failures + 1;
            if (!paused(failures)) {
                break;
            }
            link.dialAnew();
        }
    }

    /** Less and less often: the server may be away for days, and this host's disk is bounded. */
    private void sayAway(int failures, ServerSession.SessionEnded ended) {
        var because = Objects.requireNonNullElse(ended.getCause(), ended);
        parts.links().forEach(part -> part.unreachable(because));
        if (RemovalNotice.isIn(because)) {
            endEverything();
            return;
        }
        if (Integer.bitCount(failures) == 1) {
            log.atWarn()
                    .addKeyValue("because", because.toString())
                    .addKeyValue("tries", failures)
                    .log("No connection to the server; instances go on, dialling again");
        }
    }

    private void remember() {
        memory.routingTable().ifPresent(table -> {
            told.set(table);
            host.meet(table);
            routing.apply(table);
        });
        memory.nameTable().ifPresent(table -> {
            names = table;
            host.know(table);
        });
        memory.assignment().ifPresent(last -> {
            appliedEpoch = last.getEpoch();
            appliedGeneration = last.getGeneration();
            host.apply(last);
        });
        memory.welcome().ifPresent(host::welcome);
    }

    private void converse(ServerSession session) throws InterruptedException, ServerSession.SessionEnded {
        session.send(AgentMessage.newBuilder()
                .setHello(greeting.hello(memory.knownEpoch(), Math.max(0, appliedGeneration)).toBuilder()
                        .setTakesRoutingChanges(true)
                        .setRoutingDigest(told.digest()))
                .build());
        long beatAt = System.nanoTime();
        while (!stopped) {
            var message = session.next(LOOK_MILLIS);
            if (message.isPresent()) {
                handle(session, message.get());
            }
            if (welcomed && System.nanoTime() - beatAt >= 0) {
                settle();
                var beat = greeting.heartbeat(
                        host.warmCount(), problem(), parts.router().notice());
                host.fences().beat(beat.getHeartbeat().getSequence());
                session.send(beat);
                beatAt = System.nanoTime() + Duration.ofMillis(heartbeatMillis).toNanos();
            }
        }
    }

    private void handle(ServerSession session, ServerMessage message) {
        switch (message.getMessageCase()) {
            case WELCOME -> welcome(session, message.getWelcome());
            case ASSIGNMENT -> assignment(message.getAssignment());
            case ROUTING_TABLE -> routingTable(message.getRoutingTable());
            case ROUTING_CHANGE -> routingChange(message.getRoutingChange());
            case NAME_TABLE -> nameTable(message.getNameTable());
            case INSPECT_IMAGE -> inspect(session, message.getInspectImage());
            case HEARTBEAT_ACK -> heard(message.getHeartbeatAck());
            case REPORT_ACK -> reports.acknowledged(message.getReportAck().getSequence());
            case MESSAGE_NOT_SET -> {}
        }
    }

    private void welcome(ServerSession session, Welcome welcome) {
        if (!admits(welcome.getEpoch(), "welcome")) {
            return;
        }
        if (!memory.welcome().equals(Optional.of(welcome))) {
            memory.keep(welcome);
        }
        welcomed = true;
        heartbeatMillis = welcome.getHeartbeatMillis() > 0 ? welcome.getHeartbeatMillis() : DEFAULT_HEARTBEAT_MILLIS;
        host.fences().connected(Duration.ofMillis(welcome.getLeaseMillis()));
        host.welcome(welcome);
        reports.connected(session::send);
        routing.connected(session::send);
        parts.links().forEach(part -> part.connected(AgentLinkGrpc.newStub(link)));
        log.atInfo().addKeyValue("host", welcome.getHostId()).log("Connected to the server");
    }

    /** The lease holds on. Not for who has not taken the assignment that came before it, nor by the word of a past leader. */
    private void heard(HeartbeatAck ack) {
        if (unkept == null && admits(ack.getEpoch(), "heartbeat's acknowledgement")) {
            host.fences().acknowledged(ack.getSequence());
        }
    }

    private void disconnected() {
        reports.disconnected();
        routing.disconnected();
        if (welcomed) {
            parts.links().forEach(LinkWatcher::disconnected);
        }
    }

    private void assignment(HostAssignment assignment) {
        if (!admits(assignment.getEpoch(), "assignment")) {
            return;
        }
        boolean older = assignment.getEpoch() == appliedEpoch && assignment.getGeneration() < appliedGeneration;
        if (older) {
            log.atWarn().addKeyValue("generation", assignment.getGeneration()).log("Ignored an older assignment");
            return;
        }
        if (!memory.keep(assignment)) {
            unkept = assignment;
            return;
        }
        unkept = null;
        appliedEpoch = assignment.getEpoch();
        appliedGeneration = assignment.getGeneration();
        host.apply(assignment);
    }

    /** The server's last word to a host that it removed. What others run by now must not be shown through the router here. */
    private void endEverything() {
        if (over) {
            return;
        }
        over = true;
        log.atWarn().log("This host was removed from the platform; it ends all instances and routes nothing any more");
        assignment(HostAssignment.newBuilder()
                .setEpoch(memory.knownEpoch())
                .setGeneration(appliedGeneration + 1)
                .build());
        memory.routingTable()
                .map(last -> last.toBuilder()
                        .clearRoutes()
                        .setEpoch(memory.knownEpoch())
                        .setVersion(last.getVersion() + 1)
                        .build())
                .ifPresent(this::routingTable);
        nameTable(NameTable.newBuilder().setEpoch(memory.knownEpoch()).build());
    }

    private void settle() {
        var waiting = unkept;
        if (memory.settle() && waiting != null) {
            assignment(waiting);
        }
    }

    private String problem() {
        var full = memory.problem();
        return full.isEmpty() ? host.problem() : full;
    }

    private void routingTable(RoutingTable table) {
        if (admits(table.getEpoch(), "routing table")) {
            told.set(table);
            follow(table);
        }
    }

    private void routingChange(RoutingChange change) {
        if (admits(change.getEpoch(), "routing change")) {
            told.take(change).ifPresent(this::follow);
        }
    }

    private void follow(RoutingTable table) {
        host.meet(table);
        routing.apply(table);
        memory.keep(table);
    }

    private void nameTable(NameTable table) {
        if (admits(table.getEpoch(), "name table")) {
            names = NameChanges.apply(names, table);
            host.know(names);
            memory.keepSoon(names);
        }
    }

    private void inspect(ServerSession session, InspectImage request) {
        Thread.ofVirtual().name("inspect-image").start(() -> {
            var answer = parts.images().inspect(request.getRequestId(), request.getReference());
            session.send(AgentMessage.newBuilder().setImageInspected(answer).build());
        });
    }

    private boolean admits(long epoch, String what) {
        if (memory.admits(epoch)) {
            return true;
        }
        log.atWarn().addKeyValue("epoch", epoch).addKeyValue("what", what).log("Refused a message of a past leader");
        return false;
    }

    private boolean paused(int failures) {
        try {
            Thread.sleep(redial.after(failures, ThreadLocalRandom.current()));
            return !stopped;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    /** Ends the talk with the server and obeys nobody any more; the router goes on. */
    void stop() {
        stopped = true;
        routing.close();
    }

    @Override
    public void close() {
        stop();
        parts.router().close();
    }
}
