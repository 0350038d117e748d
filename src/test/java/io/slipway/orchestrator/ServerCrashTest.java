package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.hosts.Drain;
import io.slipway.hosts.HostView;
import io.slipway.instances.InMemoryInstanceStore;
import io.slipway.instances.InstanceChanged;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server dies before, between and after every write and every step of what a person has ordered, and another starts from what is
 * stored. Whatever the moment: it ends as it would have ended, nothing runs twice, and no request meets an instance that stops.
 */
class ServerCrashTest {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WANTED = 3;

    private static final DeploymentStrategy CANARY = canary(Duration.ZERO);

    /** Held so long that what users see of it is known before it passes. */
    private static final DeploymentStrategy WATCHED = canary(Duration.ofSeconds(12));

    /** What is ordered, and how it must end. */
    private enum Order {
        WORKING_RELEASE(life -> life.wanted.deploy(true), List.of("v2 succeeded"), 2, WANTED),
        BROKEN_RELEASE(life -> life.wanted.deploy(false), List.of("v2 failed"), 1, WANTED),
        WORKING_CANARY(life -> life.wanted.deploy(true, CANARY), List.of("v2 succeeded"), 2, WANTED),
        BROKEN_CANARY(life -> life.wanted.deploy(false, CANARY), List.of("v2 failed"), 1, WANTED),
        FAILING_CANARY(life -> life.wanted.deployFailing(WATCHED), List.of("v2 failed"), 1, WANTED),
        RESTART(life -> life.wanted.restart("again"), List.of(), 1, WANTED),
        SCALE_UP(life -> life.wanted.scaleTo(WANTED + 2), List.of(), 1, WANTED + 2),
        SCALE_DOWN(life -> life.wanted.scaleTo(1), List.of(), 1, 1),
        DRAIN(Life::drainFirstHost, List.of(), 1, WANTED);

        private final Consumer<Life> order;
        private final List<String> outcomes;
        private final int release;
        private final int instances;

        /** Whether those that ran before are not touched. */
        private final boolean keepsInstances;

        Order(Consumer<Life> order, List<String> outcomes, int release, int instances) {
            this.order = order;
            this.outcomes = outcomes;
            this.release = release;
            this.instances = instances;
            this.keepsInstances = outcomes.contains("v2 failed") || instances > WANTED;
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnByItselfWhereverTheServerDied(Order order) {
        int points = new Life(order, List.of(), 1).run();

        assertThat(points).isGreaterThan(10);
        for (int point = 0; point < points; point++) {
            new Life(order, List.of(point), point).run();
        }
    }

    @Test
    void goesOnByItselfAlthoughItDiesAgainAndAgain() {
        long seed = new Random().nextLong();
        System.out.println("server crash seed " + seed);
        var random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            var fatal = random.ints(6, 0, 150).boxed().toList();
            new Life(Order.values()[random.nextInt(Order.values().length)], fatal, random.nextLong()).run();
        }
    }

    private static DeploymentStrategy canary(Duration hold) {
        var steps = List.of(new CanaryStep(30, hold), new CanaryStep(60, hold), new CanaryStep(100, hold));
        return new DeploymentStrategy.Canary(steps, CanaryGuard.DEFAULT);
    }

    /** A cluster of two hosts through one order and the deaths of its server. */
    private static final class Life {

        private final Order order;
        private final CrashPoints points;
        private final Random random;
        private final MutableClock clock = MutableClock.ordinary();
        private final FakeWantedState wanted = new FakeWantedState(clock);
        private final InMemoryInstanceStore store = new InMemoryInstanceStore(clock, this::changed);
        private final Map<HostId, HostView> hosts = new LinkedHashMap<>();
        private final Map<HostId, RoutedAgent> agents = new LinkedHashMap<>();
        private final Map<HostId, Instant> dialsAt = new LinkedHashMap<>();
        private CrashPoints present = new CrashPoints(List.of());
        private @Nullable MortalServer server;
        private Instant restartAt = Instant.MIN;
        private long epoch;
        private boolean ordered;

        Life(Order order, List<Integer> fatal, long seed) {
            this.order = order;
            this.points = new CrashPoints(fatal);
            this.random = new Random(seed);
            for (int i = 0; i < 2; i++) {
                var host = TestHosts.host("host-" + i, HostView.State.READY);
                hosts.put(host.id(), host);
                agents.put(host.id(), new RoutedAgent(host.id(), random, wanted::isBroken));
            }
            wanted.onChange(() -> {
                if (server != null) {
                    server.wishChanged();
                }
            });
        }

        /** Answers how many points it passed from the order to the end. */
        int run() {
            wanted.scaleTo(WANTED);
            ordered = true;
            runUntilSettled(WANTED);
            var before = rows();
            die();
            present = points;
            ordered = false;
            runUntilSettled(order.instances);
            assertAllIsWell(before);
            return points.passed();
        }

        private void runUntilSettled(int instances) {
            var deadline = clock.instant().plus(PATIENCE);
            int calm = 0;
            while (calm < 20 && clock.instant().isBefore(deadline)) {
                tick();
                calm = ordered && isSettled(instances) ? calm + 1 : 0;
            }
            assertThat(calm).as(() -> "came to rest, " + story() + rows()).isEqualTo(20);
        }

        private void tick() {
            try {
                serve();
            } catch (CrashPoints.ServerDied death) {
                die();
            }
            assertNoRequestFails();
            assertNothingIsDoubled();
            clock.advance(STEP);
        }

        private void serve() {
            if (server == null && !clock.instant().isBefore(restartAt)) {
                server = new MortalServer(wanted, store, this::hostList, app -> probe(), present, clock, ++epoch);
            }
            dial();
            var alive = server;
            if (alive != null && !ordered && agents.values().stream().allMatch(RoutedAgent::isConnected)) {
                alive.order(this::orderOnce);
            }
            if (alive != null) {
                alive.drain();
            }
            for (var agent : agents.values()) {
                agent.tick(clock.instant(), (host, report) -> {
                    if (alive != null) {
                        alive.take(host, report);
                    }
                });
            }
            if (alive != null) {
                alive.drain();
            }
        }

        /** Whoever gets no answer looks first whether it was saved. */
        private void orderOnce() {
            ordered = true;
            order.order.accept(this);
        }

        private void drainFirstHost() {
            var host = hosts.values().iterator().next();
            int there = store.onHost(host.id()).size();
            hosts.put(host.id(), host.draining(new Drain(clock.instant(), "mia", false, there)));
            if (server != null) {
                server.hostChanged(host.id());
            }
        }

        private void dial() {
            var alive = server;
            if (alive == null) {
                return;
            }
            agents.forEach((host, agent) -> {
                if (!agent.isConnected() && !clock.instant().isBefore(dialsAt.getOrDefault(host, Instant.MIN))) {
                    agent.connect(alive.feeds, clock.instant());
                    alive.heard(host);
                }
            });
        }

        private void die() {
            server = null;
            restartAt = clock.instant().plusMillis(random.nextInt(3_000));
            agents.forEach((host, agent) -> {
                agent.disconnect();
                dialsAt.put(host, restartAt.plusMillis(random.nextInt(2_000)));
            });
        }

        private void changed(InstanceChanged event) {
            if (server != null) {
                server.changed(event);
            }
        }

        /** As users ask: some router has somebody for the app. */
        private RouteProbe.Result probe() {
            return agents.values().stream().anyMatch(agent -> !agent.used().isEmpty())
                    ? new RouteProbe.Result.Answered(200)
                    : new RouteProbe.Result.Silent("nobody there");
        }

        private void assertNoRequestFails() {
            for (var router : agents.values()) {
                for (var id : router.used()) {
                    assertThat(agents.values().stream().anyMatch(agent -> agent.serves(id)))
                            .as(() -> "a router uses an instance that does not serve, " + story() + store.find(id))
                            .isTrue();
                }
            }
        }

        private void assertNothingIsDoubled() {
            var indexes = new LinkedHashMap<Integer, Integer>();
            var ids = new HashSet<InstanceId>();
            for (var agent : agents.values()) {
                agent.living().forEach((id, index) -> {
                    assertThat(ids.add(id))
                            .as(() -> "one instance on two hosts, " + story())
                            .isTrue();
                    indexes.merge(index, 1, Integer::sum);
                });
                assertThat(agent.starts().values())
                        .as(() -> "each instance starts once, " + story())
                        .containsOnly(1);
            }
            assertThat(indexes.values())
                    .as(() -> "beside one that goes, one that comes, " + story())
                    .allMatch(n -> n <= 2);
        }

        private void assertAllIsWell(List<InstanceRecord> before) {
            assertThat(wanted.outcomes).as(story()).isEqualTo(order.outcomes);
            assertThat(living()).as(story()).allMatch(row -> row.releaseNumber() == order.release);
            if (order.keepsInstances) {
                assertThat(living())
                        .extracting(InstanceRecord::id)
                        .as(story())
                        .containsAll(before.stream()
                                .filter(row -> !row.state().isTerminal())
                                .map(InstanceRecord::id)
                                .toList());
            }
        }

        private boolean isSettled(int instances) {
            var living = living();
            var ids = living.stream().map(InstanceRecord::id).toList();
            var running = agents.values().stream()
                    .flatMap(agent -> agent.living().keySet().stream())
                    .toList();
            return server != null
                    && wanted.spec().deployment() == null
                    && living.size() == instances
                    && living.stream()
                            .allMatch(row -> row.routable()
                                    && row.releaseId().equals(wanted.spec().releaseId())
                                    && row.restartToken().equals(wanted.spec().restartToken())
                                    && !Objects.requireNonNull(hosts.get(row.hostId()))
                                            .isDraining())
                    && running.size() == ids.size()
                    && running.containsAll(ids)
                    && agents.values().stream().allMatch(agent -> agent.used().equals(new HashSet<>(ids)));
        }

        private List<InstanceRecord> living() {
            return rows().stream().filter(row -> !row.state().isTerminal()).toList();
        }

        private List<InstanceRecord> rows() {
            return store.ofProcess(wanted.spec().processId());
        }

        /** A new server knows its hosts, but trusts each only once it was heard. */
        private List<HostView> hostList() {
            return hosts.values().stream()
                    .map(host -> TestHosts.in(stateOf(host.id()), host))
                    .toList();
        }

        private HostView.State stateOf(HostId host) {
            return Objects.requireNonNull(agents.get(host)).isConnected()
                    ? HostView.State.READY
                    : HostView.State.UNKNOWN;
        }

        private String story() {
            return order + ", died " + points.deaths() + " ";
        }
    }
}
