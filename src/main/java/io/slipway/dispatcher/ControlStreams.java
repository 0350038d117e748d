package io.slipway.dispatcher;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostFacts;
import io.slipway.hosts.HostPulse;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostsProperties;
import io.slipway.hosts.Renewal;
import io.slipway.kernel.HostId;
import io.slipway.keys.KeyBundle;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.Heartbeat;
import io.slipway.protocol.HeartbeatAck;
import io.slipway.protocol.Hello;
import io.slipway.protocol.Protocol;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.Welcome;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens agents' control streams and hands each message to whom it concerns. */
@Component
class ControlStreams {

    private static final Logger log = LoggerFactory.getLogger(ControlStreams.class);
    /** After a restart all agents come at once, and each asks the database, which has ten connections for everybody. */
    private static final int GREETINGS_AT_ONCE = 4;

    private final AgentSessions sessions;
    private final HostRegistry hosts;
    private final HostsProperties hostsProperties;
    private final DispatcherProperties properties;
    private final ClusterEpoch epoch;
    private final KeyBundle keys;
    private final RoutingFeed routing;
    private final NameFeed names;
    private final AssignmentFeed assignments;
    private final Feeds feeds;
    private final ReportIntake reports;
    private final AgentImageInspector inspector;
    private final Semaphore greetings = new Semaphore(GREETINGS_AT_ONCE, true);

    ControlStreams(
            AgentSessions sessions,
            HostRegistry hosts,
            HostsProperties hostsProperties,
            DispatcherProperties properties,
            ClusterEpoch epoch,
            KeyBundle keys,
            RoutingFeed routing,
            NameFeed names,
            AssignmentFeed assignments,
            Feeds feeds,
            ReportIntake reports,
            AgentImageInspector inspector) {
        this.sessions = sessions;
        this.hosts = hosts;
        this.hostsProperties = hostsProperties;
        this.properties = properties;
        this.epoch = epoch;
        this.keys = keys;
        this.routing = routing;
        this.names = names;
        this.assignments = assignments;
        this.feeds = feeds;
        this.reports = reports;
        this.inspector = inspector;
    }

    StreamObserver<AgentMessage> open(HostId host, ServerCallStreamObserver<ServerMessage> out) {
        var session = new AgentSession(host, out);
        out.setOnReadyHandler(session::flush);
        return new Incoming(session);
    }

    private final class Incoming implements StreamObserver<AgentMessage> {

        private final AgentSession session;

        Incoming(AgentSession session) {
            this.session = session;
        }

        /** Whatever goes wrong ends this stream alone: gRPC would end the call without telling that it is over. */
        @Override
        public void onNext(AgentMessage message) {
            try {
                take(message);
            } catch (RuntimeException e) {
                log.atWarn()
                        .setCause(e)
                        .addKeyValue("host", session.host())
                        .log("A message of an agent could not be handled; it dials again");
                sessions.closed(session);
                session.fail();
            }
        }

        private void take(AgentMessage message) {
            switch (message.getMessageCase()) {
                case HELLO -> greet(session, message.getHello());
                case HEARTBEAT -> heard(session, message.getHeartbeat());
                case REPORT -> reports.take(session, message.getReport());
                case ROUTING_ACK -> {
                    session.acknowledged(message.getRoutingAck());
                    routing.applied(session.host(), message.getRoutingAck().getAppliedVersion());
                    feeds.acknowledged();
                }
                case IMAGE_INSPECTED -> inspector.answered(message.getImageInspected());
                case MESSAGE_NOT_SET ->
                    log.atWarn()
                            .addKeyValue("host", session.host())
                            .log("An agent sent a message that this server does not know");
            }
        }

        @Override
        public void onError(Throwable error) {
            log.atInfo()
                    .addKeyValue("host", session.host())
                    .addKeyValue("cause", error.getMessage())
                    .log("Agent disconnected");
            sessions.closed(session);
        }

        @Override
        public void onCompleted() {
            sessions.closed(session);
            session.close();
        }
    }

    /**
     * The lease is renewed first, then acknowledged. After a silence that outlasted it, what ran on the host may run elsewhere by now:
     * the agent is told its assignment anew before it hears that its lease holds again.
     */
    private void heard(AgentSession session, Heartbeat beat) {
        var pulse = new HostPulse(beat.getWarmSandboxes(), beat.getProblem(), beat.getNotice(), session.isFencing());
        var renewal = hosts.heartbeat(session.host(), pulse);
        if (!session.isFencing() || renewal == Renewal.REFUSED) {
            return;
        }
        if (renewal == Renewal.LATE) {
            assignments.renew(session);
        }
        session.acknowledge(HeartbeatAck.newBuilder()
                .setSequence(beat.getSequence())
                .setEpoch(epoch.current())
                .build());
    }

    private void greet(AgentSession session, Hello hello) {
        if (hello.getProtocolVersion() != Protocol.PROTOCOL_VERSION_VALUE) {
            refuse(session, hello);
            return;
        }
        greetings.acquireUninterruptibly();
        try {
            welcome(session, hello);
        } finally {
            greetings.release();
        }
    }

    private void welcome(AgentSession session, Hello hello) {
        epoch.overtake(hello.getKnownEpoch());
        session.send(welcome(session.host()));
        if (hello.getTakesRoutingChanges()) {
            session.takesChanges(hello.getRoutingDigest());
        }
        if (hello.getTakesNames()) {
            session.takesNames();
        }
        if (hello.getFences()) {
            session.fences();
        }
        sessions.open(session);
        routing.greet(session);
        names.refreshSoon();
        hosts.connected(
                session.host(),
                new HostFacts(
                        hello.getAddress(),
                        hello.getRouterPort(),
                        hello.getCpuMillis(),
                        hello.getMemoryBytes(),
                        hello.getAgentVersion(),
                        hello.getEngineVersion()));
        // Only now: its router is waited for again, and the assignment must not end what that still uses.
        assignments.greet(session, hello.getKnownGeneration());
        log.atInfo().addKeyValue("host", session.host()).log("Agent connected");
    }

    private static void refuse(AgentSession session, Hello hello) {
        var sentence =
                "The agent (%s) speaks version %d of the protocol and this server version %d. Give both the same release."
                        .formatted(
                                hello.getAgentVersion(), hello.getProtocolVersion(), Protocol.PROTOCOL_VERSION_VALUE);
        log.atError().addKeyValue("host", session.host()).log(sentence);
        session.refuse(sentence);
    }

    private Welcome welcome(HostId host) {
        return Welcome.newBuilder()
                .setClusterId(keys.clusterId())
                .setHostId(host.toString())
                .setEpoch(epoch.current())
                .setSubnet(hosts.find(host).orElseThrow().subnet())
                .setHeartbeatMillis((int) hostsProperties.heartbeat().toMillis())
                .setLeaseMillis((int) hostsProperties.lease().toMillis())
                .addAllProtectedAddresses(properties.protectedAddresses())
                .build();
    }
}
