package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.hosts.HostsProperties;
import io.slipway.hosts.Renewal;
import io.slipway.kernel.HostId;
import io.slipway.keys.KeyBundle;
import io.slipway.orchestrator.TestHosts;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.Heartbeat;
import io.slipway.protocol.Hello;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.Protocol;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.ServerMessage.MessageCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final HostId host = HostId.create();
    private final HostRegistry hosts = mock(HostRegistry.class);
    private final AssignmentFeed assignments = mock(AssignmentFeed.class);
    private final ClusterEpoch epoch = mock(ClusterEpoch.class);
    private final AgentSessions sessions = new AgentSessions();
    private final List<ServerMessage> sent = new ArrayList<>();

    @SuppressWarnings("unchecked")
    private final ServerCallStreamObserver<ServerMessage> stream = mock(ServerCallStreamObserver.class);

    @BeforeEach
    void build() {
        when(hosts.find(host)).thenReturn(Optional.of(TestHosts.host(host, "host-a", HostView.State.READY)));
        when(hosts.heartbeat(eq(host), any())).thenReturn(Renewal.IN_TIME);
        when(epoch.current()).thenReturn(7L);
        when(stream.isReady()).thenReturn(true);
        doAnswer(call -> sent.add(call.getArgument(0))).when(stream).onNext(any());
        doAnswer(call -> {
                    call.<AgentSession>getArgument(0).send(HostAssignment.getDefaultInstance());
                    return null;
                })
                .when(assignments)
                .renew(any());
    }

    @Test
    void areAcknowledgedToAgentsThatFence() {
        var agent = connect(true);

        agent.onNext(beat(3));

        assertThat(sent.getLast().getHeartbeatAck().getSequence()).isEqualTo(3);
        assertThat(sent.getLast().getHeartbeatAck().getEpoch()).isEqualTo(7);
    }

    @Test
    void areNotAcknowledgedToAgentsOfBefore() {
        connect(false).onNext(beat(3));

        assertThat(sent).noneMatch(ServerMessage::hasHeartbeatAck);
        verify(assignments, never()).renew(any());
    }

    @Test
    void afterASilenceTheAssignmentIsToldAnewBeforeTheLeaseHoldsAgain() {
        var agent = connect(true);
        when(hosts.heartbeat(eq(host), any())).thenReturn(Renewal.LATE);
        sent.clear();

        agent.onNext(beat(3));

        assertThat(sent)
                .extracting(ServerMessage::getMessageCase)
                .containsExactly(MessageCase.ASSIGNMENT, MessageCase.HEARTBEAT_ACK);
    }

    @Test
    void waitForAnAssignmentThatTheStreamCannotTakeYet() {
        var agent = connect(true);
        when(hosts.heartbeat(eq(host), any())).thenReturn(Renewal.LATE).thenReturn(Renewal.IN_TIME);
        when(stream.isReady()).thenReturn(false);
        sent.clear();

        agent.onNext(beat(3));
        agent.onNext(beat(4));
        assertThat(sent).isEmpty();

        when(stream.isReady()).thenReturn(true);
        sessions.of(host).orElseThrow().flush();
        assertThat(sent).extracting(ServerMessage::getMessageCase).containsExactly(MessageCase.ASSIGNMENT);
        agent.onNext(beat(5));
        assertThat(sent.getLast().getHeartbeatAck().getSequence()).isEqualTo(5);
    }

    @Test
    void ofARemovedHostRenewNothing() {
        var agent = connect(true);
        when(hosts.heartbeat(eq(host), any())).thenReturn(Renewal.REFUSED);

        agent.onNext(beat(3));

        assertThat(sent).noneMatch(ServerMessage::hasHeartbeatAck);
    }

    private StreamObserver<AgentMessage> connect(boolean fences) {
        var agent = new ControlStreams(
                        sessions,
                        hosts,
                        new HostsProperties(
                                SECOND,
                                SECOND,
                                SECOND,
                                "10.224.0.0/12",
                                SECOND,
                                new HostsProperties.Brake(1, SECOND, SECOND)),
                        new DispatcherProperties(4, 4, Duration.ofMinutes(1), List.of()),
                        epoch,
                        mock(KeyBundle.class, call -> "cluster"),
                        mock(RoutingFeed.class),
                        mock(NameFeed.class),
                        assignments,
                        mock(Feeds.class),
                        mock(ReportIntake.class),
                        mock(AgentImageInspector.class))
                .open(host, stream);
        agent.onNext(AgentMessage.newBuilder()
                .setHello(Hello.newBuilder()
                        .setProtocolVersion(Protocol.PROTOCOL_VERSION_VALUE)
                        .setFences(fences))
                .build());
        return agent;
    }

    private static AgentMessage beat(long sequence) {
        return AgentMessage.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setSequence(sequence))
                .build();
    }
}
