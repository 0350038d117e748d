package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Drains in the simulation: never fewer routable instances than wanted, never more on the move than the budget, and an end. */
class DrainSimulationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Property(tries = 40)
    void emptiesAHostWithoutAGapAndWithinTheBudget(
            @ForAll @IntRange(min = 1, max = 12) int wanted,
            @ForAll @IntRange(min = 2, max = 5) int hosts,
            @ForAll long seed) {
        var simulation = settled(hosts, wanted, seed);
        var host = host(simulation, 0);

        simulation.startDrain(host);
        runWithoutAGap(simulation, () -> simulation.onHost(host) == 0);

        assertThat(simulation.onHost(host)).isZero();
        simulation.settle();
        simulation.assertSettled();
    }

    @Property(tries = 20)
    void twoHostsShareTheBudget(
            @ForAll @IntRange(min = 2, max = 12) int wanted,
            @ForAll @IntRange(min = 3, max = 5) int hosts,
            @ForAll long seed) {
        var simulation = settled(hosts, wanted, seed);

        simulation.startDrain(host(simulation, 0));
        simulation.startDrain(host(simulation, 1));
        runWithoutAGap(
                simulation, () -> simulation.onHost(host(simulation, 0)) + simulation.onHost(host(simulation, 1)) == 0);

        simulation.settle();
        simulation.assertSettled();
        assertThat(simulation.living())
                .extracting(InstanceRecord::hostId)
                .doesNotContain(host(simulation, 0), host(simulation, 1));
    }

    @Property(tries = 30)
    void goesTogetherWithADeployment(
            @ForAll @IntRange(min = 1, max = 8) int wanted,
            @ForAll boolean works,
            @ForAll @IntRange(min = 0, max = 40) int stepsBetween,
            @ForAll long seed) {
        var simulation = settled(3, wanted, seed);
        var host = host(simulation, 0);

        simulation.startDrain(host);
        runWithoutAGap(simulation, Duration.ofMillis(100L * stepsBetween), () -> false);
        simulation.wanted.deploy(works);
        runWithoutAGap(simulation, () -> simulation.wanted.spec().deployment() == null && simulation.onHost(host) == 0);

        assertThat(simulation.wanted.outcomes).containsExactly(works ? "v2 succeeded" : "v2 failed");
        simulation.settle();
        simulation.assertSettled();
        assertThat(simulation.onHost(host)).isZero();
    }

    @Property(tries = 30)
    void pausesAndEndsAtAnyMomentWithoutAGap(
            @ForAll @IntRange(min = 2, max = 10) int wanted,
            @ForAll @IntRange(min = 0, max = 60) int stepsBefore,
            @ForAll boolean end,
            @ForAll long seed) {
        var simulation = settled(3, wanted, seed);
        var host = host(simulation, 0);
        simulation.startDrain(host);
        runWithoutAGap(simulation, Duration.ofMillis(100L * stepsBefore), () -> false);

        if (end) {
            simulation.endDrain(host);
        } else {
            simulation.pauseDrain(host);
        }
        runWithoutAGap(simulation, () -> simulation.moving() == 0);
        var left = simulation.onHost(host);
        runWithoutAGap(simulation, Duration.ofMinutes(1), () -> false);

        assertThat(simulation.moving()).as("moves under way finished").isZero();
        assertThat(simulation.onHost(host)).as("no other began").isEqualTo(left);
        simulation.settle();
        simulation.assertSettled();
    }

    @Example
    void stopsNothingWhileNothingFitsElsewhereAndGoesOnOnceThereIsRoom() {
        var simulation = settled(2, 6, 1);
        var host = host(simulation, 0);
        var other = host(simulation, 1);
        var originals = ids(simulation);
        simulation.setMemory(other, DataSize.ofMebibytes(256 * 3));

        simulation.startDrain(host);
        runWithoutAGap(simulation, Duration.ofMinutes(2), () -> false);
        assertThat(ids(simulation)).containsExactlyElementsOf(originals);
        assertThat(simulation.moving()).isZero();

        simulation.setMemory(other, DataSize.ofMebibytes(256 * 5));
        runWithoutAGap(simulation, Duration.ofMinutes(2), () -> false);
        assertThat(simulation.onHost(host)).as("room for two of three").isEqualTo(1);

        simulation.setMemory(other, DataSize.ofMebibytes(256 * 6));
        runWithoutAGap(simulation, () -> simulation.onHost(host) == 0);
        simulation.settle();
        simulation.assertSettled();
    }

    @Example
    void takesAMoveBackWhoseRoomWasTakenMeanwhile() {
        var simulation = settled(2, 2, 2);
        var host = host(simulation, 0);
        simulation.setMemory(host(simulation, 1), DataSize.ofMebibytes(256));
        simulation.startDrain(host);
        simulation.runFor(Duration.ofSeconds(10));
        var originals = ids(simulation);

        // As if somebody had ordered the move just before the room went.
        simulation.store.move(
                simulation.store.onHost(host).stream().map(InstanceRecord::id).toList());
        runWithoutAGap(simulation, Duration.ofMinutes(1), () -> false);

        assertThat(simulation.moving()).isZero();
        assertThat(ids(simulation)).containsExactlyElementsOf(originals);
    }

    @Example
    void aHostThatDiesWhileItIsDrainedIsJustLost() {
        var simulation = settled(3, 9, 3);
        var host = host(simulation, 0);
        simulation.startDrain(host);
        simulation.runUntil(() -> simulation.moving() > 0, PATIENCE);

        simulation.cutOff(host);
        simulation.runUntil(
                () -> simulation.living().stream()
                                .filter(row -> row.routable() && !host.equals(row.hostId()))
                                .count()
                        == 9,
                PATIENCE);
        simulation.reconnect(host);
        runWithoutAGap(simulation, PATIENCE, () -> simulation.onHost(host) == 0);

        simulation.settle();
        simulation.assertSettled();
    }

    private static Simulation settled(int hosts, int wanted, long seed) {
        var simulation = new Simulation(hosts, new Random(seed));
        simulation.wanted.scaleTo(wanted);
        simulation.settle();
        return simulation;
    }

    private static void runWithoutAGap(Simulation simulation, BooleanSupplier until) {
        runWithoutAGap(simulation, PATIENCE, until);
        assertThat(until.getAsBoolean()).as("it came to an end").isTrue();
    }

    private static void runWithoutAGap(Simulation simulation, Duration atMost, BooleanSupplier until) {
        int wanted = simulation.wanted.spec().wanted();
        simulation.runUntil(
                () -> {
                    assertThat(simulation.routable()).as("routable").isGreaterThanOrEqualTo(wanted);
                    assertThat(simulation.moving()).as("on the move").isLessThanOrEqualTo(Simulation.MOVES_AT_ONCE);
                    return until.getAsBoolean();
                },
                atMost);
    }

    private static HostId host(Simulation simulation, int position) {
        return List.copyOf(simulation.hosts.keySet()).get(position);
    }

    private static List<InstanceId> ids(Simulation simulation) {
        return simulation.living().stream().map(InstanceRecord::id).toList();
    }
}
