package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.ProcessSpec;
import io.slipway.apps.ProcessSpecChanged;
import io.slipway.hosts.Drain;
import io.slipway.hosts.HostChanged;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InMemoryInstanceStore;
import io.slipway.instances.InstanceChanged;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.Labels;
import io.slipway.placement.Cluster;
import io.slipway.placement.DrainProperties;
import io.slipway.placement.OrderedMove;
import io.slipway.placement.PlacementProperties;
import io.slipway.placement.RebalanceChanged;
import io.slipway.placement.RebalanceOrder;
import io.slipway.placement.RebalanceReason;
import io.slipway.scheduler.PlacementPolicy;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real loops over an in-memory store and simulated agents, single-stepped on a clock that only this moves. */
final class Simulation {

    static final int MOVES_AT_ONCE = 2;
    static final Duration LEASE = Duration.ofMillis(9_500);
    /** From the last heartbeat until the server counts what ends with a lease as ended. */
    static final Duration FENCED_AFTER = LEASE.plusSeconds(2);

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int MAX_STEPS_PER_TICK = 10_000;

    final MutableClock clock = MutableClock.ordinary();
    final FakeWantedState wanted = new FakeWantedState(clock);
    final InMemoryInstanceStore store = new InMemoryInstanceStore(clock, this::changed);
    final Map<HostId, HostView> hosts = new LinkedHashMap<>();
    final Map<HostId, SimulatedAgent> agents = new LinkedHashMap<>();
    /** On hosts that were removed while they could not be told; their containers know nothing of it. */
    private final List<SimulatedAgent> ghosts = new ArrayList<>();

    private final Map<HostId, Instant> silentSince = new LinkedHashMap<>();
    private final Set<HostId> fenced = new HashSet<>();
    /** The rebalance that is under way; null without one. */
    @Nullable
    RebalanceOrder rebalance;

    private final Random random;
    private final List<KeyedLoop<?>> loops = new ArrayList<>();
    private final ReconcileTrigger trigger;

    Simulation(int hostCount, Random random) {
        this(hostCount, random, app -> new RouteProbe.Result.Answered(200));
    }

    Simulation(int hostCount, Random random, RouteProbe probe) {
        this.random = random;
        for (int i = 0; i < hostCount; i++) {
            var host = TestHosts.host("host-" + i, HostView.State.READY);
            hosts.put(host.id(), host);
            agents.put(host.id(), new SimulatedAgent(host.id(), store, random, wanted::isBroken));
        }
        var properties = new OrchestratorProperties(Duration.ofSeconds(30), "http://slipway");
        var placing = new PlacementProperties(8, Duration.ofMillis(50), PlacementPolicy.BALANCE);
        var applier = new PlanApplier(store, new RunSpecFactory(new RunEnvironment(properties.cfApi())));
        var reconcile = new ReconcileLoop(wanted, store, this::hostStates, applier, clock);
        var placement = new PlacementLoop(store, this::hostList, () -> placing, clock);
        var deployments = new DeploymentLoop(wanted, store, this::hostList, probe, wanted::figures, clock);
        var looking = new Loops(reconcile, placement, deployments);
        var resync = new ResyncLoop(wanted, store, looking, properties, clock);
        var drain = new DrainLoop(
                () -> Cluster.of(hostList(), store, placing).with(rebalance),
                this::moved,
                wanted,
                store,
                looking,
                new DrainProperties(MOVES_AT_ONCE),
                clock);
        trigger = new ReconcileTrigger(looking, drain, resync);
        loops.addAll(List.of(reconcile.loop(), placement.loop(), deployments.loop(), drain.loop(), resync.loop()));
        wanted.onChange(() ->
                wanted.specs().forEach(spec -> trigger.on(new ProcessSpecChanged(spec.appId(), spec.processId()))));
    }

    void tick() {
        drain();
        fence();
        ghosts.forEach(agent -> agent.tick(clock.instant()));
        var order = new ArrayList<>(agents.values());
        Collections.shuffle(order, random);
        order.forEach(agent -> agent.tick(clock.instant()));
        drain();
        clock.advance(STEP);
    }

    /** Goes on until the condition holds, for at most this much simulated time. */
    void runUntil(BooleanSupplier condition, Duration atMost) {
        var deadline = clock.instant().plus(atMost);
        while (!condition.getAsBoolean() && clock.instant().isBefore(deadline)) {
            tick();
        }
    }

    /** Until it stays at rest: what a host that just returned has to tell is heard only a moment later. */
    void settle() {
        var deadline = clock.instant().plus(Duration.ofMinutes(40));
        do {
            runUntil(this::isSettled, Duration.ofMinutes(20));
            runFor(Duration.ofSeconds(3));
        } while (!isSettled() && clock.instant().isBefore(deadline));
    }

    /** Lets time pass to when the next instance that backs off is due; a long while when none does. */
    void skipToNextStart() {
        var due = living().stream()
                .map(InstanceRecord::notBefore)
                .filter(Objects::nonNull)
                .findFirst();
        var now = clock.instant();
        clock.advance(
                due.filter(now::isBefore).map(at -> Duration.between(now, at)).orElse(Duration.ofHours(1)));
    }

    void runFor(Duration time) {
        runUntil(() -> false, time);
    }

    void cutOff(HostId host) {
        agents.get(host).cutOff(clock.instant());
        silentSince.putIfAbsent(host, clock.instant());
        setState(host, HostView.State.UNREACHABLE);
    }

    /** Silent together with most others: the brake holds it. */
    void hold(HostId host) {
        agents.get(host).cutOff(clock.instant());
        silentSince.putIfAbsent(host, clock.instant());
        setState(host, HostView.State.HELD);
    }

    void reconnect(HostId host) {
        agents.get(host).reconnect();
        silentSince.remove(host);
        fenced.remove(host);
        setState(host, HostView.State.READY);
    }

    /** As an administrator does, again to go on with a drain that pauses. */
    void startDrain(HostId host) {
        put(hosts.get(host).draining(new Drain(clock.instant(), "mia", false, onHost(host))));
    }

    void pauseDrain(HostId host) {
        put(hosts.get(host).draining(new Drain(clock.instant(), "mia", true, onHost(host))));
    }

    /** Ends a drain and lets instances on the host again. */
    void endDrain(HostId host) {
        put(TestHosts.open(hosts.get(host)));
    }

    void setMemory(HostId host, DataSize memory) {
        put(TestHosts.of(memory, hosts.get(host)));
    }

    void label(HostId host, String labels) {
        put(TestHosts.labelled(Labels.parse(labels, "labels"), hosts.get(host)));
    }

    /** Orders that these move, as an administrator does who read them in a plan. */
    void startRebalance(List<InstanceRecord> rows) {
        var moves = rows.stream()
                .map(row -> new OrderedMove(
                        row.id(),
                        Objects.requireNonNull(row.hostId()),
                        row.hostId(),
                        RebalanceReason.RULES,
                        "its host has other labels now"))
                .toList();
        rebalance = new RebalanceOrder(clock.instant(), "mia", false, moves.size(), moves);
        trigger.on(new RebalanceChanged());
    }

    /** Ends the rebalance as an administrator does. */
    void cancelRebalance() {
        rebalance = null;
        trigger.on(new RebalanceChanged());
    }

    private void moved(List<InstanceId> done) {
        var order = Objects.requireNonNull(rebalance);
        var left =
                order.moves().stream().filter(move -> !done.contains(move.id())).toList();
        rebalance = left.isEmpty()
                ? null
                : new RebalanceOrder(order.since(), order.by(), order.paused(), order.instances(), left);
        trigger.on(new RebalanceChanged());
    }

    int onHost(HostId host) {
        return store.onHost(host).size();
    }

    /** How many instances are on the move, until they have ended. */
    long moving() {
        return living().stream().filter(InstanceRecord::moving).count();
    }

    void remove(HostId host) {
        var ghost = agents.remove(host);
        ghost.cutOff(clock.instant());
        ghosts.add(ghost);
        silentSince.put(host, clock.instant());
        fenced.remove(host);
        hosts.remove(host);
        trigger.on(new HostChanged(host));
    }

    List<InstanceRecord> rows() {
        return store.ofProcess(wanted.spec().processId());
    }

    List<InstanceRecord> living() {
        return living(wanted.spec());
    }

    List<InstanceRecord> living(ProcessSpec spec) {
        return store.ofProcess(spec.processId()).stream()
                .filter(row -> !row.state().isTerminal())
                .toList();
    }

    long routable() {
        return rows().stream().filter(InstanceRecord::routable).count();
    }

    Plan plan() {
        return plan(wanted.spec());
    }

    private Plan plan(ProcessSpec spec) {
        return Reconciler.plan(spec, store.ofProcess(spec.processId()), hostStates(), clock.instant());
    }

    /** Processes of the app that are alive at this moment, on whatever host. */
    int alive() {
        return Stream.concat(agents.values().stream(), ghosts.stream())
                .mapToInt(SimulatedAgent::alive)
                .sum();
    }

    /** Exactly what is wanted runs: one survivor for each index, of the right release, on hosts that live. */
    void assertSettled() {
        wanted.specs().forEach(this::assertSettled);
    }

    private void assertSettled(ProcessSpec spec) {
        assertThat(living(spec))
                .extracting(InstanceRecord::index)
                .doesNotHaveDuplicates()
                .hasSize(spec.wanted());
        assertThat(living(spec)).allSatisfy(row -> {
            assertThat(row.routable()).isTrue();
            assertThat(row.desired()).isEqualTo(DesiredState.RUNNING);
            assertThat(row.releaseId()).isEqualTo(spec.releaseId());
            assertThat(row.restartToken()).isEqualTo(spec.restartToken());
            assertThat(hosts.get(row.hostId()).state()).isEqualTo(HostView.State.READY);
        });
        assertThat(plan(spec).isEmpty()).as("a settled system needs no plan").isTrue();
    }

    private boolean isSettled() {
        return wanted.specs().stream().allMatch(this::isSettled)
                && hosts.values().stream().noneMatch(this::hasToBeEmptied);
    }

    private boolean isSettled(ProcessSpec spec) {
        return spec.deployment() == null
                && living(spec).size() == spec.wanted()
                && living(spec).stream()
                        .allMatch(row -> row.routable() && row.releaseId().equals(spec.releaseId()))
                && plan(spec).isEmpty();
    }

    private boolean hasToBeEmptied(HostView host) {
        var drain = host.drain();
        return drain != null && !drain.paused() && onHost(host.id()) > 0;
    }

    private List<HostView> hostList() {
        return List.copyOf(hosts.values());
    }

    private HostStates hostStates() {
        return HostStates.of(hostList(), this::isFenced);
    }

    private boolean isFenced(HostId host) {
        var since = silentSince.get(host);
        boolean held = hosts.containsKey(host) && hosts.get(host).state() == HostView.State.HELD;
        return since != null && !held && !clock.instant().isBefore(since.plus(FENCED_AFTER));
    }

    private void fence() {
        List.copyOf(silentSince.keySet()).stream()
                .filter(host -> isFenced(host) && fenced.add(host))
                .forEach(host -> trigger.on(new HostChanged(host)));
    }

    private void setState(HostId host, HostView.State state) {
        put(TestHosts.in(state, hosts.get(host)));
    }

    private void put(HostView host) {
        hosts.put(host.id(), host);
        trigger.on(new HostChanged(host.id()));
    }

    private void changed(InstanceChanged event) {
        trigger.on(event);
    }

    private void drain() {
        int steps = 0;
        while (loops.stream().map(KeyedLoop::step).reduce(false, Boolean::logicalOr)) {
            assertThat(++steps).as("the loops come to rest").isLessThan(MAX_STEPS_PER_TICK);
        }
    }
}
