package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.apps.Destination;
import io.slipway.apps.TrafficSplit;
import io.slipway.apps.TrafficSplits;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
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
import io.slipway.protocol.Endpoint;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.NamedPort;
import io.slipway.protocol.RoutingTable;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.ServerMessage;
import io.slipway.routes.RouteLedger;
import io.slipway.testing.MutableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the routing table says of several hosts. */
class RoutingFeedTest {

    private static final int PORT = 8080;

    private final ProcessId process = ProcessId.create();
    private final AppId app = AppId.create();
    private final HostId a = HostId.create();
    private final HostId b = HostId.create();
    private final InstanceStore store = new InMemoryInstanceStore(MutableClock.ordinary(), event -> {});
    private final HostRegistry hosts = mock(HostRegistry.class);
    private final AgentSessions sessions = new AgentSessions();
    private final ClusterEpoch epoch = mock(ClusterEpoch.class);
    private final RouteLedger routes = mock(RouteLedger.class);
    private final TrafficSplits splits = mock(TrafficSplits.class);
    private final RoutingFeed routing = new RoutingFeed(routes, store, sessions, hosts, epoch, splits);
    private final List<RoutingTable> sent = new ArrayList<>();

    @BeforeEach
    void openStream() {
        when(epoch.current()).thenReturn(7L);
        when(routes.appsDomain()).thenReturn("apps.localhost");
        when(routes.all())
                .thenReturn(List.of(new RouteLedger.Entry(RouteId.create(), "shop.apps.localhost", "/", app, "shop")));
        @SuppressWarnings("unchecked")
        ServerCallStreamObserver<ServerMessage> stream = mock(ServerCallStreamObserver.class);
        when(stream.isReady()).thenReturn(true);
        doAnswer(call -> sent.add(call.<ServerMessage>getArgument(0).getRoutingTable()))
                .when(stream)
                .onNext(any());
        sessions.open(new AgentSession(a, stream));
    }

    @Test
    void namesTheSubnetOfEveryHostThoughItIsSilent() {
        hostsAre(host(a, "a", HostView.State.READY), host(b, "b", HostView.State.UNREACHABLE));

        routing.refresh();

        assertThat(newest().getSubnetsList())
                .extracting(subnet -> subnet.getHostName() + " " + subnet.getCidr() + " " + subnet.getAddress())
                .containsExactly("a 10.224.0.0/22 192.0.2.1", "b 10.224.0.0/22 192.0.2.1");
    }

    @Test
    void leavesOutInstancesOfASilentHostOnceOthersServe() {
        runOn(a, 0);
        runOn(b, 1);
        hostsAre(host(a, "a", HostView.State.READY), host(b, "b", HostView.State.UNREACHABLE));

        routing.refresh();

        assertThat(endpoints()).extracting(Endpoint::getHostId).containsExactly(a.toString());
    }

    @Test
    void keepsTheInstancesOfASilentHostWhereThereAreNoOthers() {
        runOn(b, 0);
        hostsAre(host(a, "a", HostView.State.READY), host(b, "b", HostView.State.UNREACHABLE));

        routing.refresh();

        assertThat(endpoints()).extracting(Endpoint::getHostId).containsExactly(b.toString());
    }

    @Test
    void takesThemInAgainWhenTheHostIsHeard() {
        runOn(a, 0);
        runOn(b, 1);
        hostsAre(host(a, "a", HostView.State.READY), host(b, "b", HostView.State.UNREACHABLE));
        routing.refresh();

        hostsAre(host(a, "a", HostView.State.READY), host(b, "b", HostView.State.READY));
        routing.refresh();

        assertThat(endpoints()).hasSize(2);
    }

    @Test
    void tellsTheShareOfACanaryWhileAnInstanceOfItServes() {
        hostsAre(host(a, "a", HostView.State.READY));
        runOn(a, 0);
        when(splits.all()).thenReturn(Map.of(app, new TrafficSplit(2, 10)));
        routing.refresh();
        assertThat(newest().getRoutes(0).hasSplit()).isFalse();

        runOn(a, 0, 2);
        routing.refresh();

        assertThat(newest().getRoutes(0).getSplit().getReleaseNumber()).isEqualTo(2);
        assertThat(newest().getRoutes(0).getSplit().getPercent()).isEqualTo(10);
    }

    @Test
    void sendsANewTableWhenOnlyTheShareChanges() {
        hostsAre(host(a, "a", HostView.State.READY));
        runOn(a, 0);
        runOn(a, 0, 2);
        when(splits.all()).thenReturn(Map.of(app, new TrafficSplit(2, 10)));
        routing.refresh();
        when(splits.all()).thenReturn(Map.of(app, new TrafficSplit(2, 50)));
        routing.refresh();

        assertThat(sent).hasSize(2);
        assertThat(newest().getRoutes(0).getSplit().getPercent()).isEqualTo(50);
    }

    @Test
    void routesLeadToTheInstancesOfTheirProcessAtTheirPort() {
        when(routes.all())
                .thenReturn(
                        List.of(entry("shop", "web", 0), entry("jobs", "worker", 0), entry("panel", "worker", 9090)));
        when(routes.tcp())
                .thenReturn(List.of(
                        new RouteLedger.TcpEntry(RouteId.create(), 20_001, app, "shop", new Destination("web", 5432)),
                        new RouteLedger.TcpEntry(RouteId.create(), 20_002, app, "shop", new Destination("web", 1))));
        hostsAre(host(a, "a", HostView.State.READY), host(b, "b", HostView.State.UNREACHABLE));
        run(a, process, 0, spec("web", 1, PORT, 5432));
        run(b, ProcessId.create(), 0, spec("worker", 1, 8081, 9090));

        routing.refresh();

        assertThat(newest().getRoutesList())
                .extracting(route -> route.getHost() + ":" + route.getTcpPort() + " → "
                        + route.getEndpointsList().stream()
                                .map(Endpoint::getPort)
                                .toList())
                .containsExactlyInAnyOrder(
                        "shop.apps.localhost:0 → [8080]",
                        "jobs.apps.localhost:0 → [8081]",
                        "panel.apps.localhost:0 → [9090]",
                        ":20001 → [5432]",
                        ":20002 → []");
    }

    private RouteLedger.Entry entry(String name, String process, int port) {
        return new RouteLedger.Entry(
                RouteId.create(), name + ".apps.localhost", "/", app, "shop", new Destination(process, port));
    }

    private static RunSpec spec(String process, int release, int... ports) {
        var spec = RunSpec.newBuilder()
                .setProcessType(process)
                .setReleaseNumber(release)
                .setPort(ports[0]);
        for (int port : ports) {
            spec.addPorts(NamedPort.newBuilder().setName("p" + port).setNumber(port));
        }
        return spec.build();
    }

    private List<Endpoint> endpoints() {
        return newest().getRoutes(0).getEndpointsList();
    }

    private RoutingTable newest() {
        return sent.getLast();
    }

    private void hostsAre(HostView... all) {
        when(hosts.all()).thenReturn(List.of(all));
    }

    private void runOn(HostId host, int index) {
        runOn(host, index, 1);
    }

    private void runOn(HostId host, int index, int release) {
        run(host, process, index, spec("web", release, PORT));
    }

    private void run(HostId host, ProcessId of, int index, RunSpec spec) {
        var id = InstanceId.create();
        store.insert(List.of(new NewInstance(
                id,
                app,
                of,
                SpaceId.create(),
                OrganizationId.create(),
                index,
                spec.getReleaseNumber(),
                ReleaseId.create(),
                spec,
                null,
                PlacementRules.NONE)));
        store.assign(host, List.of(id));
        store.report(
                host,
                InstanceReport.newBuilder()
                        .setInstanceId(id.toString())
                        .setPhase(InstancePhase.RUNNING)
                        .setReady(true)
                        .setAddress("10.224.0.9")
                        .build());
    }

    private static HostView host(HostId id, String name, HostView.State state) {
        return HostExample.named(name)
                .id(id)
                .state(state)
                .at("192.0.2.1", 8_000)
                .subnet("10.224.0.0/22")
                .view();
    }
}
