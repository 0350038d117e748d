package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Rules of placement and rebalances in the simulation: nothing moves unasked, nothing waits for itself, and no move opens a gap. */
class PlacementRulesSimulationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Property(tries = 30)
    void aLabelThatChangesMovesNothingUntilARebalanceIsOrdered(
            @ForAll @IntRange(min = 1, max = 9) int wanted, @ForAll long seed) {
        var simulation = settled(3, wanted, "disk=ssd", 0, seed);
        var relabelled = host(simulation, 0);
        var before = ids(simulation);

        simulation.label(relabelled, "disk=hdd");
        runWithoutAGap(simulation, Duration.ofMinutes(5), () -> false);
        assertThat(ids(simulation)).isEqualTo(before);

        simulation.startRebalance(simulation.store.onHost(relabelled));
        runWithoutAGap(simulation, () -> simulation.onHost(relabelled) == 0 && simulation.rebalance == null);
        simulation.settle();
        simulation.assertSettled();
    }

    @Property(tries = 20)
    void whatNobodyFulfilsWaitsUntilAHostIsLabelled(@ForAll @IntRange(min = 1, max = 6) int wanted, @ForAll long seed) {
        var simulation = new Simulation(3, new Random(seed));
        simulation.wanted.rule("gpu", 0);
        simulation.wanted.scaleTo(wanted);
        simulation.runFor(Duration.ofMinutes(2));
        assertThat(simulation.living())
                .hasSize(wanted)
                .allSatisfy(row -> assertThat(row.placementError()).isEqualTo("no host fulfils gpu"));

        simulation.label(host(simulation, 1), "gpu");
        simulation.settle();

        simulation.assertSettled();
        assertThat(simulation.onHost(host(simulation, 1))).isEqualTo(wanted);
    }

    @Property(tries = 20)
    void aRebalanceThatIsCancelledFinishesWhatItBegan(
            @ForAll @IntRange(min = 2, max = 9) int wanted,
            @ForAll @IntRange(min = 0, max = 40) int stepsBefore,
            @ForAll long seed) {
        var simulation = settled(3, wanted, "disk=ssd", 0, seed);
        var relabelled = host(simulation, 0);
        simulation.label(relabelled, "disk=hdd");
        simulation.startRebalance(simulation.store.onHost(relabelled));
        runWithoutAGap(simulation, Duration.ofMillis(100L * stepsBefore), () -> false);

        simulation.cancelRebalance();
        runWithoutAGap(simulation, () -> simulation.moving() == 0);
        var left = simulation.onHost(relabelled);
        runWithoutAGap(simulation, Duration.ofMinutes(1), () -> false);

        assertThat(simulation.onHost(relabelled)).as("no other began").isEqualTo(left);
        simulation.settle();
        simulation.assertSettled();
    }

    @Property(tries = 20)
    void whatStandsWellIsLeftAlone(@ForAll @IntRange(min = 1, max = 9) int wanted, @ForAll long seed) {
        var simulation = settled(3, wanted, "disk=ssd", 0, seed);
        var before = ids(simulation);

        simulation.startRebalance(simulation.living());
        runWithoutAGap(simulation, () -> simulation.rebalance == null);

        assertThat(ids(simulation)).isEqualTo(before);
    }

    @Property(tries = 30)
    void aDeploymentDoesNotWaitForItsOwnLimitPerHost(
            @ForAll @IntRange(min = 1, max = 5) int hosts, @ForAll boolean works, @ForAll long seed) {
        var simulation = settled(hosts, hosts, "", 1, seed);
        assertThat(perHost(simulation)).isEqualTo(1);

        simulation.wanted.deploy(works);
        runWithoutAGap(simulation, () -> simulation.wanted.spec().deployment() == null);

        assertThat(simulation.wanted.outcomes).containsExactly(works ? "v2 succeeded" : "v2 failed");
        simulation.settle();
        simulation.assertSettled();
        assertThat(perHost(simulation)).isEqualTo(1);
    }

    @Property(tries = 20)
    void aDrainKeepsTheLimitPerHost(@ForAll @IntRange(min = 1, max = 3) int wanted, @ForAll long seed) {
        var simulation = settled(4, wanted, "", 1, seed);
        var host = simulation.living().getFirst().hostId();

        simulation.startDrain(host);
        runWithoutAGap(simulation, () -> simulation.onHost(host) == 0);

        simulation.settle();
        assertThat(perHost(simulation)).isEqualTo(1);
    }

    private static Simulation settled(int hosts, int wanted, String constraints, int atMostPerHost, long seed) {
        var simulation = new Simulation(hosts, new Random(seed));
        List.copyOf(simulation.hosts.keySet()).forEach(host -> simulation.label(host, "disk=ssd"));
        simulation.wanted.rule(constraints, atMostPerHost);
        simulation.wanted.scaleTo(wanted);
        simulation.settle();
        simulation.assertSettled();
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

    private static long perHost(Simulation simulation) {
        return simulation.living().stream()
                .collect(Collectors.groupingBy(InstanceRecord::hostId, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static HostId host(Simulation simulation, int position) {
        return List.copyOf(simulation.hosts.keySet()).get(position);
    }

    private static List<InstanceId> ids(Simulation simulation) {
        return simulation.living().stream().map(InstanceRecord::id).toList();
    }
}
