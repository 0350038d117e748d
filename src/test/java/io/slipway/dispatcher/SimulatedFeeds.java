package io.slipway.dispatcher;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.apps.TrafficSplit;
import io.slipway.apps.TrafficSplits;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.RouteId;
import io.slipway.protocol.RoutingAck;
import io.slipway.protocol.ServerMessage;
import io.slipway.routes.RouteLedger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The real feeds of one server's life, without network and threads, for simulations that step them. One route, to one app. */
public final class SimulatedFeeds {

    private final AgentSessions sessions = new AgentSessions();
    private final Supplier<List<HostView>> hosts;
    private final RoutingFeed routing;
    private final AssignmentFeed assignments;

    /** Feeds of a server that has just started in this epoch. */
    public SimulatedFeeds(
            InstanceStore store,
            Supplier<List<HostView>> hosts,
            AppId app,
            Supplier<Optional<TrafficSplit>> split,
            long epochNow) {
        this.hosts = hosts;
        var registry = mock(HostRegistry.class, withSettings().stubOnly());
        when(registry.all()).thenAnswer(call -> hosts.get());
        var epoch = mock(ClusterEpoch.class, withSettings().stubOnly());
        when(epoch.current()).thenReturn(epochNow);
        var routes = mock(RouteLedger.class, withSettings().stubOnly());
        when(routes.appsDomain()).thenReturn("apps.localhost");
        when(routes.all())
                .thenReturn(List.of(new RouteLedger.Entry(RouteId.create(), "shop.apps.localhost", "/", app, "shop")));
        var splits = mock(TrafficSplits.class, withSettings().stubOnly());
        when(splits.all())
                .thenAnswer(call -> split.get().map(found -> Map.of(app, found)).orElse(Map.of()));
        routing = new RoutingFeed(routes, store, sessions, registry, epoch, splits);
        assignments = new AssignmentFeed(
                store,
                routing,
                sessions,
                epoch,
                new WarmPools(store, registry, new DispatcherProperties(0, 0, Duration.ofMinutes(1), List.of())));
    }

    /** An agent dials; it gets the table and its assignment. */
    public void connect(HostId host, long knownGeneration, Consumer<ServerMessage> agent) {
        var session = new AgentSession(host, new Wire(agent));
        sessions.open(session);
        routing.greet(session);
        assignments.greet(session, knownGeneration);
    }

    /** What the feeds' thread does when something changed: the table first. */
    public void refresh() {
        routing.refresh();
        hosts.get().forEach(host -> assignments.refresh(host.id()));
    }

    /** A router tells where it stands. */
    public void acknowledged(HostId host, RoutingAck ack) {
        sessions.of(host).ifPresent(session -> session.acknowledged(ack));
    }

    /** An instance is gone for good. */
    public void ended(InstanceId id) {
        routing.forget(id);
    }

    /** A stream that is always ready. */
    private static final class Wire extends ServerCallStreamObserver<ServerMessage> {

        private final Consumer<ServerMessage> agent;

        Wire(Consumer<ServerMessage> agent) {
            this.agent = agent;
        }

        @Override
        public void onNext(ServerMessage message) {
            agent.accept(message);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
