package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostRemoved;
import io.slipway.instances.InMemoryInstanceStore;
import io.slipway.kernel.HostId;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.ServerMessage;
import io.slipway.routes.RouteLedger;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostFarewellTest {

    private final HostId host = HostId.create();
    private final AgentSessions sessions = new AgentSessions();
    private final HostCalls calls = new HostCalls();
    private final ClusterEpoch epoch = mock(ClusterEpoch.class);
    private final RouteLedger routes = mock(RouteLedger.class);
    private final InMemoryInstanceStore store = new InMemoryInstanceStore(MutableClock.ordinary(), event -> {});
    private final RoutingFeed routing = new RoutingFeed(routes, store, sessions, mock(HostRegistry.class), epoch);
    private final AssignmentFeed assignments = new AssignmentFeed(
            store, routing, sessions, epoch, new DispatcherProperties(4, Duration.ofMinutes(1), List.of()));
    private final HostFarewell farewell = new HostFarewell(sessions, assignments, calls);
    private final List<ServerMessage> sent = new ArrayList<>();

    @SuppressWarnings("unchecked")
    private final ServerCallStreamObserver<ServerMessage> out = mock(ServerCallStreamObserver.class);

    @BeforeEach
    void connect() {
        when(epoch.current()).thenReturn(7L);
        when(routes.appsDomain()).thenReturn("apps.localhost");
        doAnswer(call -> sent.add(call.getArgument(0))).when(out).onNext(any());
    }

    @Test
    void hasTheHostRunAndRouteNothingAndHearNothingAfterThat() {
        var session = new AgentSession(host, out);
        sessions.open(session);

        farewell.on(new HostRemoved(host));
        session.send(HostAssignment.newBuilder().setWarmSandboxes(4).build());

        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst().getRoutingTable().getEpoch()).isEqualTo(7);
        assertThat(sent.getFirst().getRoutingTable().getRoutesList()).isEmpty();
        assertThat(sent.getLast().getAssignment().getGeneration()).isPositive();
        assertThat(sent.getLast().getAssignment().getWarmSandboxes()).isZero();
        assertThat(sessions.of(host)).isEmpty();
    }

    @Test
    void isHarmlessForAHostThatIsAway() {
        farewell.on(new HostRemoved(host));

        assertThat(sent).isEmpty();
    }
}
