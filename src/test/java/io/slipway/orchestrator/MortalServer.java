package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.ProcessSpecChanged;
import io.slipway.dispatcher.SimulatedFeeds;
import io.slipway.hosts.HostChanged;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceChanged;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.placement.Cluster;
import io.slipway.placement.DrainProperties;
import io.slipway.placement.PlacementProperties;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import io.slipway.scheduler.PlacementPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/** One life of a server: the real loops and feeds over what is stored. Everything in here is lost when it dies. */
final class MortalServer {

    private static final int MAX_STEPS = 10_000;

    final SimulatedFeeds feeds;
    private final CrashPoints points;
    private final FakeWantedState wanted;
    private final InstanceStore store;
    private final List<KeyedLoop<?>> loops;
    private final ReconcileTrigger trigger;
    private final Queue<Object> unpublished = new ArrayDeque<>();
    private boolean feedsDirty = true;

    MortalServer(
            FakeWantedState wanted,
            InstanceStore durable,
            Supplier<List<HostView>> hosts,
            RouteProbe probe,
            CrashPoints points,
            Clock clock,
            long epoch) {
        this.points = points;
        this.wanted = wanted;
        this.store = new MortalStore(durable, points, this::publish);
        var properties = new OrchestratorProperties(Duration.ofSeconds(30), "http://slipway");
        var placing = new PlacementProperties(8, Duration.ofMillis(50), PlacementPolicy.BALANCE);
        var mortal = MortalStore.mortal(wanted, points, this::publish);
        var applier = new PlanApplier(store, new RunSpecFactory(new RunEnvironment(properties.cfApi())));
        var reconcile = new ReconcileLoop(mortal, store, () -> HostStates.of(hosts.get()), applier, clock);
        var placement = new PlacementLoop(store, hosts, () -> placing, clock);
        var deployments = new DeploymentLoop(mortal, store, hosts, probe, wanted::figures, clock);
        var looking = new Loops(reconcile, placement, deployments);
        var resync = new ResyncLoop(mortal, store, looking, properties, clock);
        var drain = new DrainLoop(
                () -> Cluster.of(hosts.get(), store, placing),
                moved -> {},
                mortal,
                store,
                looking,
                new DrainProperties(Simulation.MOVES_AT_ONCE),
                clock);
        this.trigger = new ReconcileTrigger(looking, drain, resync);
        this.loops = List.of(reconcile.loop(), placement.loop(), deployments.loop(), drain.loop(), resync.loop());
        this.feeds = new SimulatedFeeds(store, hosts, wanted.spec().appId(), wanted::split, epoch);
    }

    /** A row changed in a commit; said after it. */
    void changed(InstanceChanged event) {
        unpublished.add(event);
    }

    /** The wish changed in a commit; said after it. */
    void wishChanged() {
        unpublished.add(
                new ProcessSpecChanged(wanted.spec().appId(), wanted.spec().processId()));
    }

    /** What is stored of a host changed in a commit; said after it. */
    void hostChanged(HostId host) {
        unpublished.add(new HostChanged(host));
    }

    /** A host's agent has connected. */
    void heard(HostId host) {
        trigger.on(new HostChanged(host));
    }

    /** What a person orders through the API. */
    void order(Runnable order) {
        points.pass("before the order");
        order.run();
        points.pass("after the order");
        publish();
    }

    void take(HostId host, InstanceReport report) {
        store.report(host, report);
        if (report.getPhase() == InstancePhase.STOPPED || report.getPhase() == InstancePhase.FAILED) {
            feeds.ended(InstanceId.of(report.getInstanceId()));
        }
    }

    void drain() {
        int steps = 0;
        boolean worked;
        do {
            worked = false;
            for (var loop : loops) {
                if (loop.step()) {
                    worked = true;
                    points.pass("after a step of a loop");
                }
            }
            assertThat(++steps).as("the loops come to rest").isLessThan(MAX_STEPS);
        } while (worked);
        if (feedsDirty) {
            feedsDirty = false;
            points.pass("before the feeds");
        }
        feeds.refresh();
    }

    private void publish() {
        for (var event = unpublished.poll(); event != null; event = unpublished.poll()) {
            feedsDirty = true;
            switch (event) {
                case InstanceChanged changed -> trigger.on(changed);
                case ProcessSpecChanged changed -> trigger.on(changed);
                case HostChanged changed -> trigger.on(changed);
                default -> throw new IllegalStateException("Unknown event " + event);
            }
        }
    }
}
