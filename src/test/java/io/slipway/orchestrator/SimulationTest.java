package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.HostId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {

    private static final int HOSTS = 10;
    private static final int EVENTS = 25;
    private static final DeploymentStrategy CANARY = new DeploymentStrategy.Canary(
            List.of(new CanaryStep(20, Duration.ofSeconds(5)), new CanaryStep(100, Duration.ofSeconds(5))),
            CanaryGuard.DEFAULT);

    static LongStream seeds() {
        return new Random().longs(Integer.getInteger("slipway.simulation.seeds", 10));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comesToRestAtExactlyWhatIsWantedAfterAnyTrouble(long seed) {
        System.out.println("simulation seed " + seed);
        var random = new Random(seed);
        var simulation = new Simulation(HOSTS, random);
        simulation.wanted.scaleTo(5);
        simulation.wanted.work(Math.floorMod(seed, 4));

        for (int i = 0; i < EVENTS; i++) {
            cause(simulation, random);
            simulation.runFor(Duration.ofMillis(100L * random.nextInt(30)));
        }
        heal(simulation);

        simulation.assertSettled();
        assertThat(simulation.hosts.values())
                .filteredOn(HostView::isDraining)
                .allSatisfy(host -> assertThat(simulation.onHost(host.id())).isZero());
    }

    @Test
    void aLostHostIsReplacedElsewhereAndTheExtrasEndWhenItReturns() {
        var simulation = new Simulation(3, new Random(1));
        simulation.wanted.scaleTo(6);
        simulation.settle();
        var host = simulation.hosts.keySet().iterator().next();

        simulation.cutOff(host);
        simulation.runUntil(() -> simulation.living().size() == 8, Duration.ofMinutes(1));
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(onReadyHosts(simulation)).hasSize(6);

        simulation.reconnect(host);
        simulation.settle();
        simulation.assertSettled();
    }

    @Test
    void nothingOfAHeldHostIsReplacedUntilTheBrakeLetsGoOfIt() {
        var simulation = new Simulation(3, new Random(3));
        simulation.wanted.scaleTo(6);
        simulation.settle();
        var originals = simulation.living().stream().map(InstanceRecord::id).toList();
        var silent = simulation.hosts.keySet().stream().limit(2).toList();

        silent.forEach(simulation::hold);
        simulation.runFor(Duration.ofMinutes(2));
        assertThat(simulation.rows()).extracting(InstanceRecord::id).containsExactlyElementsOf(originals);

        silent.forEach(simulation::cutOff);
        simulation.runUntil(() -> onReadyHosts(simulation).size() == 6, Duration.ofMinutes(1));
        assertThat(onReadyHosts(simulation)).hasSize(6);

        silent.forEach(simulation::reconnect);
        simulation.settle();
        simulation.assertSettled();
    }

    @Test
    void theOnlyHostComesBackWithItsOriginalInstancesAndRestartsNone() {
        var simulation = new Simulation(1, new Random(2));
        simulation.wanted.scaleTo(4);
        simulation.settle();
        var host = simulation.hosts.keySet().iterator().next();
        var originals = simulation.living().stream().map(InstanceRecord::id).toList();

        simulation.cutOff(host);
        simulation.runFor(Duration.ofMinutes(2));
        assertThat(simulation.rows()).extracting(InstanceRecord::id).containsExactlyElementsOf(originals);
        simulation.reconnect(host);
        simulation.settle();

        assertThat(simulation.rows()).extracting(InstanceRecord::id).containsExactlyElementsOf(originals);
        assertThat(simulation.agents.get(host).starts()).isEqualTo(4);
        simulation.assertSettled();
    }

    @Test
    void aReleaseThatDoesNotRunIsTakenBackWithoutLosingAnInstance() {
        var simulation = new Simulation(HOSTS, new Random(3));
        simulation.wanted.scaleTo(4);
        simulation.settle();
        var before = simulation.living().stream().map(InstanceRecord::id).toList();

        simulation.wanted.deploy(false);
        simulation.settle();

        assertThat(simulation.wanted.outcomes).containsExactly("v2 failed");
        assertThat(simulation.living()).extracting(InstanceRecord::id).containsExactlyElementsOf(before);
        simulation.assertSettled();
    }

    @Test
    void aDeploymentIsOfAllProcessesAndFailsWithAnyOfThem() {
        var simulation = new Simulation(3, new Random(5));
        simulation.wanted.scaleTo(2);
        simulation.wanted.work(3);
        simulation.settle();
        simulation.wanted.deploy(true);
        simulation.settle();

        assertThat(simulation.wanted.outcomes).containsExactly("v2 succeeded");
        simulation.assertSettled();
        var workers = simulation.living(simulation.wanted.worker());
        assertThat(workers).hasSize(3).allMatch(row -> row.releaseNumber() == 2);

        simulation.wanted.scaleTo(0);
        simulation.wanted.deploy(false);
        simulation.settle();

        assertThat(simulation.wanted.outcomes).containsExactly("v2 succeeded", "v3 failed");
        assertThat(simulation.living(simulation.wanted.worker())).containsExactlyInAnyOrderElementsOf(workers);
    }

    @Test
    void theLastProcessOfADeletedAppTakesItAlong() {
        var simulation = new Simulation(2, new Random(6));
        simulation.wanted.scaleTo(1);
        simulation.wanted.work(2);
        simulation.settle();

        simulation.wanted.delete();
        simulation.runUntil(simulation.wanted::isGone, Duration.ofMinutes(2));

        assertThat(simulation.wanted.isGone()).isTrue();
        assertThat(simulation.living(simulation.wanted.worker())).isEmpty();
    }

    @Test
    void aCrashLoopBacksOffVisiblyAndKeepsItsCount() {
        var simulation = new Simulation(1, new Random(4));
        simulation.wanted.breakCurrentRelease();
        simulation.wanted.scaleTo(1);

        simulation.runFor(Duration.ofMinutes(3));

        // At once, at once, then after 30 s, 60 s, and due again after 2 min.
        var rows = simulation.rows();
        assertThat(rows)
                .extracting(InstanceRecord::state)
                .containsExactly(
                        InstanceState.FAILED,
                        InstanceState.FAILED,
                        InstanceState.FAILED,
                        InstanceState.FAILED,
                        InstanceState.FAILED,
                        InstanceState.PENDING);
        assertThat(rows.getLast().notBefore())
                .isEqualTo(rows.get(4).stateSince().plus(Duration.ofMinutes(2)));
    }

    @Test
    void aCrashLoopIsGivenUpInTheEndWithAShortHistoryUntilSomebodyRestarts() {
        var simulation = new Simulation(1, new Random(7));
        var end = simulation.clock.instant().plus(Duration.ofHours(60));
        simulation.wanted.breakCurrentRelease();
        simulation.wanted.scaleTo(1);

        while (simulation.clock.instant().isBefore(end)) {
            simulation.runUntil(() -> isBackingOff(simulation), Duration.ofMinutes(1));
            simulation.skipToNextStart();
        }
        assertThat(newest(simulation)).isEqualTo(200);
        assertThat(simulation.living()).isEmpty();
        assertThat(simulation.rows()).hasSizeLessThanOrEqualTo(History.MAX_ROWS_PER_INDEX + 1);
        assertThat(simulation.rows().getLast().isGivenUp()).isTrue();
        assertThat(simulation.rows().getLast().detail())
                .contains("gave up after 200 crashes in a row", "Restart the app");
        assertThat(simulation.rows()).filteredOn(InstanceRecord::isGivenUp).hasSize(1);
        assertThat(simulation.plan().isEmpty()).isTrue();

        simulation.wanted.restart("go on");
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(newest(simulation)).isGreaterThan(200);
    }

    @Test
    void aDeletedAppLeavesNothing() {
        var simulation = new Simulation(3, new Random(5));
        simulation.wanted.scaleTo(3);
        simulation.settle();

        simulation.wanted.delete();
        simulation.runUntil(simulation.wanted::isGone, Duration.ofMinutes(1));

        assertThat(simulation.wanted.isGone()).isTrue();
        assertThat(simulation.rows()).isEmpty();
    }

    @Test
    void instancesOfARemovedHostAreLostAndReplaced() {
        var simulation = new Simulation(2, new Random(6));
        simulation.wanted.scaleTo(4);
        simulation.settle();

        simulation.remove(simulation.hosts.keySet().iterator().next());
        simulation.settle();

        simulation.assertSettled();
        assertThat(simulation.rows()).extracting(InstanceRecord::state).contains(InstanceState.LOST);
    }

    private static void cause(Simulation simulation, Random random) {
        var ids = List.copyOf(simulation.hosts.keySet());
        var host = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(17)) {
            case 0 -> simulation.wanted.scaleTo(random.nextInt(12));
            case 1 -> simulation.wanted.deploy(true);
            case 2 -> simulation.wanted.deploy(false);
            case 3 -> simulation.wanted.restart("token " + random.nextInt());
            case 4, 5 -> simulation.cutOff(host);
            case 6 -> simulation.reconnect(host);
            case 7 -> simulation.agents.get(host).killOne();
            case 8, 9 -> simulation.startDrain(host);
            case 10 -> simulation.pauseDrain(host);
            case 11 -> simulation.endDrain(host);
            case 12 -> simulation.wanted.deploy(random.nextInt(3) > 0, CANARY);
            case 13 -> simulation.wanted.deployFailing(CANARY);
            case 14 -> simulation.wanted.promote();
            case 15 -> pauseOrAbort(simulation, random);
            default -> removeUnlessFew(simulation, ids, host);
        }
    }

    private static void pauseOrAbort(Simulation simulation, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> simulation.wanted.pause(true);
            case 1 -> simulation.wanted.pause(false);
            default -> simulation.wanted.abort();
        }
    }

    private static void removeUnlessFew(Simulation simulation, List<HostId> ids, HostId host) {
        if (ids.size() > HOSTS / 2) {
            simulation.remove(host);
        }
    }

    /**
     * Half of the silent hosts return, at least one, and the others are given up. Half of the hosts are drained no more, and drains
     * that paused go on. A broken release that is on trial fails by
     * itself; one that was accepted while nothing was wanted is replaced, as its user would.
     */
    private static void heal(Simulation simulation) {
        var silent = simulation.hosts.values().stream()
                .filter(host -> host.state() == HostView.State.UNREACHABLE)
                .map(HostView::id)
                .toList();
        silent.subList(0, (silent.size() + 1) / 2).forEach(simulation::reconnect);
        silent.subList((silent.size() + 1) / 2, silent.size()).forEach(simulation::remove);
        simulation.hosts.keySet().stream()
                .skip(simulation.hosts.size() / 2)
                .toList()
                .forEach(simulation::endDrain);
        simulation.hosts.values().stream()
                .filter(HostView::isDraining)
                .map(HostView::id)
                .toList()
                .forEach(simulation::startDrain);
        simulation.wanted.pause(false);
        simulation.runUntil(() -> simulation.wanted.spec().deployment() == null, Duration.ofMinutes(20));
        if (simulation.wanted.isCurrentBroken()) {
            simulation.wanted.deploy(true);
        }
        simulation.settle();
    }

    private static boolean isBackingOff(Simulation simulation) {
        return simulation.living().stream()
                .anyMatch(row -> row.notBefore() != null && row.notBefore().isAfter(simulation.clock.instant()));
    }

    private static int newest(Simulation simulation) {
        return simulation.rows().stream()
                .mapToInt(InstanceRecord::incarnation)
                .max()
                .orElse(0);
    }

    private static List<InstanceRecord> onReadyHosts(Simulation simulation) {
        return simulation.living().stream()
                .filter(row -> row.hostId() != null
                        && simulation.hosts.get(row.hostId()).state() == HostView.State.READY)
                .toList();
    }
}
