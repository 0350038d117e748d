package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.HostId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of partitions, drains, deployments and removals in which no two copies are alive at any moment. */
class AtMostOneSimulationTest {

    private static final int HISTORIES = 60;
    private static final int FAULTS = 14;

    @Test
    void aLostHostIsReplacedAfterItsLeaseAndTwoSeconds() {
        var simulation = settled(3, 1);
        var lost = hostOf(simulation);
        var at = simulation.clock.instant();

        simulation.cutOff(lost);
        watch(simulation, Duration.ofSeconds(11));
        assertThat(simulation.rows()).hasSize(1);

        watchUntilSettledElsewhere(simulation, lost);
        assertThat(Duration.between(at, simulation.clock.instant())).isLessThan(Duration.ofSeconds(16));

        simulation.reconnect(lost);
        watch(simulation, Duration.ofSeconds(5));
        simulation.assertSettled();
    }

    @Test
    void theBrakeKeepsItFromBeingReplaced() {
        var simulation = settled(2, 2);

        simulation.hold(hostOf(simulation));
        watch(simulation, Duration.ofMinutes(1));

        assertThat(simulation.alive()).isZero();
        assertThat(simulation.rows()).hasSize(1);
    }

    @Test
    void aDrainStopsItBeforeItStartsElsewhere() {
        var simulation = settled(2, 3);
        var drained = hostOf(simulation);

        simulation.startDrain(drained);
        watch(simulation, Duration.ofSeconds(20));

        assertThat(simulation.onHost(drained)).isZero();
        simulation.assertSettled();
    }

    @Test
    void aReleaseThatDoesNotRunGivesTheOldOneItsPlaceBack() {
        var simulation = settled(2, 4);

        simulation.wanted.deploy(false);
        watch(simulation, Duration.ofMinutes(2));

        assertThat(simulation.wanted.outcomes).containsExactly("v2 failed");
        simulation.assertSettled();
    }

    @Test
    void aRemovedHostThatWasNotToldIsWaitedFor() {
        var simulation = settled(2, 5);
        simulation.remove(hostOf(simulation));

        watch(simulation, Duration.ofSeconds(11));
        assertThat(simulation.rows()).extracting(row -> row.state()).containsExactly(InstanceState.RUNNING);

        watch(simulation, Duration.ofSeconds(10));
        simulation.assertSettled();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 11, 4711})
    void neverTwoAtOnce(long seed) {
        var seeds = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            history(seeds.nextLong());
        }
    }

    private static void history(long seed) {
        var random = new Random(seed);
        var simulation = settled(4, seed);
        for (int fault = 0; fault < FAULTS; fault++) {
            cause(simulation, random);
            int ticks = random.nextInt(250);
            for (int tick = 0; tick < ticks; tick++) {
                tick(simulation, seed);
            }
        }
        simulation.hosts.values().stream()
                .filter(HostView::isSilent)
                .map(HostView::id)
                .toList()
                .forEach(simulation::reconnect);
        List.copyOf(simulation.hosts.keySet()).forEach(simulation::endDrain);
        simulation.wanted.scaleTo(1);
        simulation.wanted.deploy(true);
        for (int tick = 0; tick < 1_500; tick++) {
            tick(simulation, seed);
        }
        assertThat(simulation.alive()).as("it runs in the end; seed %d", seed).isOne();
    }

    private static void cause(Simulation simulation, Random random) {
        var ids = List.copyOf(simulation.hosts.keySet());
        var host = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> simulation.cutOff(host);
            case 3, 4 -> simulation.reconnect(host);
            case 5 -> simulation.hold(host);
            case 6 -> simulation.wanted.deploy(true);
            case 7 -> simulation.wanted.deploy(false);
            case 8 -> simulation.wanted.restart("token " + random.nextInt());
            case 9 -> simulation.startDrain(host);
            case 10 -> simulation.endDrain(host);
            case 11 -> simulation.wanted.scaleTo(random.nextInt(2));
            case 12 -> simulation.agents.get(host).killOne();
            default -> {
                if (ids.size() > 2) {
                    simulation.remove(host);
                }
            }
        }
    }

    private static void tick(Simulation simulation, long seed) {
        simulation.tick();
        assertThat(simulation.alive()).as("seed %d", seed).isLessThanOrEqualTo(1);
    }

    private static void watch(Simulation simulation, Duration time) {
        for (var end = simulation.clock.instant().plus(time);
                simulation.clock.instant().isBefore(end); ) {
            tick(simulation, 0);
        }
    }

    private static void watchUntilSettledElsewhere(Simulation simulation, HostId lost) {
        simulation.runUntil(
                () -> {
                    assertThat(simulation.alive()).isLessThanOrEqualTo(1);
                    return simulation.rows().stream().anyMatch(row -> row.routable() && !lost.equals(row.hostId()));
                },
                Duration.ofMinutes(1));
    }

    private static Simulation settled(int hosts, long seed) {
        var simulation = new Simulation(hosts, new Random(seed));
        simulation.wanted.ruleAtMostOne();
        simulation.wanted.scaleTo(1);
        simulation.settle();
        assertThat(simulation.alive()).isOne();
        return simulation;
    }

    private static HostId hostOf(Simulation simulation) {
        return simulation.living().getFirst().hostId();
    }
}
