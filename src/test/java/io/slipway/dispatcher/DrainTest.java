package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.apps.TrafficSplits;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.hosts.HostsProperties;
import io.slipway.instances.InMemoryInstanceStore;
import io.slipway.instances.InstanceStore;
import io.slipway.instances.NewInstance;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.RouteId;
import io.slipway.kernel.SpaceId;
import io.slipway.keys.KeyBundle;
import io.slipway.orchestrator.TestHosts;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.Hello;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.Protocol;
import io.slipway.protocol.RoutingAck;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.ServerMessage;
import io.slipway.routes.RouteLedger;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance is told to stop only after every router has drained it. */
class DrainTest {

    private static final int PORT = 8080;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AppId app = AppId.create();
    private final HostId here = HostId.create();
    private final HostId elsewhere = HostId.create();
    private final InstanceId instance = InstanceId.create();
    private final InstanceStore store = new InMemoryInstanceStore(MutableClock.ordinary(), event -> {});
    private final HostRegistry hosts = mock(HostRegistry.class);
    private final AgentSessions sessions = new AgentSessions();
    private final ClusterEpoch epoch = mock(ClusterEpoch.class);
    private final RouteLedger routes = mock(RouteLedger.class);
    private final RoutingFeed routing =
            new RoutingFeed(routes, store, sessions, hosts, epoch, mock(TrafficSplits.class));
    private final AssignmentFeed assignments = new AssignmentFeed(
            store,
            routing,
            sessions,
            epoch,
            new WarmPools(store, hosts, new DispatcherProperties(4, 4, Duration.ofMinutes(1), List.of())));
    private final Recorded routerHere = new Recorded(here);
    private final Recorded routerElsewhere = new Recorded(elsewhere);

    @BeforeEach
    void runOneRoutableInstance() {
        when(epoch.current()).thenReturn(7L);
        when(routes.appsDomain()).thenReturn("apps.localhost");
        when(routes.all())
                .thenReturn(List.of(new RouteLedger.Entry(RouteId.create(), "shop.apps.localhost", "/", app, "shop")));
        var both = List.of(host(here, HostView.State.READY), host(elsewhere, HostView.State.READY));
        when(hosts.all()).thenReturn(both);
        store.insert(List.of(new NewInstance(
                instance,
                app,
                ProcessId.create(),
                SpaceId.create(),
                OrganizationId.create(),
                0,
                1,
                ReleaseId.create(),
                RunSpec.newBuilder().setPort(PORT).build(),
                null,
                PlacementRules.NONE)));
        store.assign(here, List.of(instance));
        store.report(here, report());
        routing.refresh();
    }

    @Test
    void keepsAnInstanceRunningUntilEveryRouterHasDrainedIt() {
        routerHere.drained(routerHere.newestTable());
        routerElsewhere.drained(routerElsewhere.newestTable());

        store.stop(List.of(instance));
        routing.refresh();
        assertThat(isToldToStop()).as("nobody has acknowledged").isFalse();

        routerHere.drained(routerHere.newestTable());
        assertThat(isToldToStop()).as("one router is still busy with it").isFalse();

        routerElsewhere.drained(routerElsewhere.newestTable());
        assertThat(isToldToStop()).isTrue();
    }

    @Test
    void doesNotWaitForTheRouterOfASilentHost() {
        store.stop(List.of(instance));
        routing.refresh();
        routerHere.drained(routerHere.newestTable());

        var oneSilent = List.of(host(here, HostView.State.READY), host(elsewhere, HostView.State.UNREACHABLE));
        when(hosts.all()).thenReturn(oneSilent);

        assertThat(isToldToStop()).isTrue();
    }

    @Test
    void countsATableAsKnownToAllOnlyWhenRoutersOfSilentHostsHaveItToo() {
        var oneSilent = List.of(host(here, HostView.State.READY), host(elsewhere, HostView.State.UNREACHABLE));
        when(hosts.all()).thenReturn(oneSilent);
        routing.applied(here, 12);
        assertThat(routing.appliedEverywhere()).as("one was not heard yet").isZero();

        routing.applied(elsewhere, 9);
        routing.applied(elsewhere, 8);
        assertThat(routing.appliedEverywhere()).isEqualTo(9);

        var oneRemoved = List.of(host(here, HostView.State.READY));
        when(hosts.all()).thenReturn(oneRemoved);
        assertThat(routing.appliedEverywhere()).isEqualTo(12);
    }

    @Test
    void waitsForTheRouterOfAHostThatHasJustComeBack() {
        var away = List.of(host(here, HostView.State.UNREACHABLE));
        var back = List.of(host(here, HostView.State.READY));
        when(hosts.all()).thenReturn(away);
        doAnswer(call -> {
                    when(hosts.all()).thenReturn(back);
                    return null;
                })
                .when(hosts)
                .connected(any(), any());
        when(hosts.find(here)).thenReturn(Optional.of(away.getFirst()));
        store.stop(List.of(instance));
        routing.refresh();
        var returning = new Recorded(here);

        streams()
                .open(here, returning.stream)
                .onNext(AgentMessage.newBuilder()
                        .setHello(Hello.newBuilder().setProtocolVersion(Protocol.PROTOCOL_VERSION_VALUE))
                        .build());

        assertThat(returning.last().getAssignment().getInstances(0).getStop())
                .as("it may still have a request under way")
                .isFalse();
    }

    @Test
    void anAgentWhoseGreetingFailedIsGreetedAtItsNextTry() {
        when(hosts.find(here)).thenReturn(Optional.of(host(here, HostView.State.READY)));
        doThrow(new IllegalStateException("The database is busy"))
                .doNothing()
                .when(hosts)
                .connected(any(), any());
        var failed = new Recorded(here);
        doThrow(new IllegalStateException("call already closed"))
                .when(failed.stream)
                .onCompleted();
        var hello = AgentMessage.newBuilder()
                .setHello(Hello.newBuilder().setProtocolVersion(Protocol.PROTOCOL_VERSION_VALUE))
                .build();

        streams().open(here, failed.stream).onNext(hello);
        var next = new Recorded(here);
        streams().open(here, next.stream).onNext(hello);

        verify(failed.stream).onError(any());
        assertThat(next.last().hasAssignment()).isTrue();
    }

    @Test
    void anAgentOfAnotherProtocolIsToldSoAndGetsNothing() {
        var older = new Recorded(here);

        streams()
                .open(here, older.stream)
                .onNext(AgentMessage.newBuilder()
                        .setHello(Hello.newBuilder().setProtocolVersion(Protocol.PROTOCOL_VERSION_VALUE + 1))
                        .build());

        verify(older.stream).onError(argThat(refusal -> refusal.getMessage().contains("Give both the same release")));
        verify(older.stream, never()).onNext(any());
    }

    private ControlStreams streams() {
        return new ControlStreams(
                sessions,
                hosts,
                new HostsProperties(
                        SECOND, SECOND, SECOND, "10.224.0.0/12", SECOND, new HostsProperties.Brake(1, SECOND, SECOND)),
                new DispatcherProperties(4, 4, Duration.ofMinutes(1), List.of()),
                epoch,
                mock(KeyBundle.class, call -> "cluster"),
                routing,
                mock(NameFeed.class),
                assignments,
                mock(Feeds.class),
                mock(ReportIntake.class),
                mock(AgentImageInspector.class));
    }

    @Test
    void waitsForRoutersThatHaveNotConnectedSinceTheServerStarted() {
        store.stop(List.of(instance));
        routing.refresh();
        routerHere.drained(routerHere.newestTable());
        sessions.closed(routerElsewhere.session);

        assertThat(isToldToStop()).isFalse();
    }

    @Test
    void sendsNoTableWhenNothingChanged() {
        int before = routerHere.tables();

        routing.refresh();

        assertThat(routerHere.tables()).isEqualTo(before);
    }

    private boolean isToldToStop() {
        assignments.greet(routerHere.session, 0);
        return routerHere.last().getAssignment().getInstances(0).getStop();
    }

    private InstanceReport report() {
        return InstanceReport.newBuilder()
                .setInstanceId(instance.toString())
                .setPhase(InstancePhase.RUNNING)
                .setReady(true)
                .setAddress("10.224.0.2")
                .build();
    }

    private static HostView host(HostId id, HostView.State state) {
        return TestHosts.host(id, id.toString(), state);
    }

    /** A router that remembers what it was sent. */
    private final class Recorded {

        private final List<ServerMessage> sent = new ArrayList<>();
        private final AgentSession session;

        private final ServerCallStreamObserver<ServerMessage> stream;

        @SuppressWarnings("unchecked")
        Recorded(HostId host) {
            stream = mock(ServerCallStreamObserver.class);
            when(stream.isReady()).thenReturn(true);
            doAnswer(call -> sent.add(call.getArgument(0))).when(stream).onNext(any());
            session = new AgentSession(host, stream);
            sessions.open(session);
        }

        ServerMessage last() {
            return sent.getLast();
        }

        long newestTable() {
            return sent.stream()
                    .filter(ServerMessage::hasRoutingTable)
                    .mapToLong(message -> message.getRoutingTable().getVersion())
                    .max()
                    .orElseThrow();
        }

        int tables() {
            return (int) sent.stream().filter(ServerMessage::hasRoutingTable).count();
        }

        void drained(long version) {
            session.acknowledged(RoutingAck.newBuilder()
                    .setAppliedVersion(version)
                    .setDrainedVersion(version)
                    .build());
        }
    }
}
