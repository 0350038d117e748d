package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OrchestratorPropertyTest {

    @Property(tries = 30)
    void convergesAndThenNeedsNoPlan(
            @ForAll @IntRange(min = 0, max = 20) int wanted, @ForAll @IntRange(min = 1, max = 5) int hosts, @ForAll long seed) {
        var simulation = new Simulation(hosts, new Random(seed));
        simulation.wanted.scaleTo(wanted);

        simulation.settle();

        simulation.assertSettled();
    }

    @Property(tries = 30)
    void neverHasFewerRoutableInstancesWhileItReplacesThem(
            @ForAll @IntRange(min = 1, max = 12) int wanted, @ForAll boolean works, @ForAll long seed) {
        var simulation = new Simulation(3, new Random(seed));
        simulation.wanted.scaleTo(wanted);
        simulation.settle();

        simulation.wanted.deploy(works);
        while (simulation.wanted.spec().deployment() != null) {
            simulation.tick();
            assertThat(simulation.routable()).isGreaterThanOrEqualTo(wanted);
            assertThat(simulation.living()).hasSizeLessThanOrEqualTo(2 * wanted + RolloutPolicy.surge(wanted));
        }
        simulation.settle();

        simulation.assertSettled();
        assertThat(simulation.wanted.outcomes).containsExactly(works ? "v2 succeeded" : "v2 failed");
    }

    @Property(tries = 20)
    void aRestartReplacesEveryInstanceWithoutAGap(@ForAll @IntRange(min = 1, max = 8) int wanted, @ForAll long seed) {
        var simulation = new Simulation(2, new Random(seed));
        simulation.wanted.scaleTo(wanted);
        simulation.settle();

        simulation.wanted.restart("again");
        for (var end = simulation.clock.instant().plus(Duration.ofMinutes(1));
                simulation.clock.instant().isBefore(end); ) {
            simulation.tick();
            assertThat(simulation.routable()).isGreaterThanOrEqualTo(wanted);
        }

        simulation.assertSettled();
    }
}
