package io.slipway.autoscale;

import static io.slipway.autoscale.LoadBuilder.NOW;
import static io.slipway.autoscale.LoadBuilder.loads;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class AutoscalerPropertyTest {

    private static final int MINIMUM = 2;
    private static final int MAXIMUM = 12;

    @Property(tries = 300)
    void aMoveAlwaysEndsWithinTheBounds(
            @ForAll @IntRange(min = 1, max = 40) int current,
            @ForAll @DoubleRange(min = 0, max = 100_000) double total,
            @ForAll @IntRange(min = 1, max = 100) int largestStep,
            @ForAll long seed) {
        var decision = Autoscaler.decide(
                policy(largestStep, Duration.ofSeconds(300)),
                Situation.plain(NOW, current, noise(total, current, new Random(seed)), null));

        assertThat(decision.bounds().clamp(decision.wanted())).isEqualTo(decision.wanted());
    }

    @Property(tries = 200)
    void comesToRestUnderConstantLoad(
            @ForAll @IntRange(min = MINIMUM, max = MAXIMUM) int start,
            @ForAll @DoubleRange(min = 0, max = 1_500) double total) {
        int count = start;
        for (int look = 0; look < MAXIMUM; look++) {
            count = next(count, total);
        }

        assertThat(next(count, total)).as("after it came to rest").isEqualTo(count);
    }

    @Property(tries = 200)
    void neverTurnsRoundUnderConstantLoad(
            @ForAll @IntRange(min = MINIMUM, max = MAXIMUM) int start,
            @ForAll @DoubleRange(min = 0, max = 1_500) double total) {
        int first = next(start, total) - start;
        int count = start;
        for (int look = 0; look < MAXIMUM; look++) {
            int then = next(count, total);
            assertThat((then - count) * first).isNotNegative();
            count = then;
        }
    }

    @Property(tries = 300)
    void moreLoadNeverAsksForFewer(
            @ForAll @IntRange(min = MINIMUM, max = MAXIMUM) int current,
            @ForAll @DoubleRange(min = 0, max = 1_500) double total,
            @ForAll @DoubleRange(min = 0, max = 500) double more) {
        assertThat(next(current, total + more)).isGreaterThanOrEqualTo(next(current, total));
    }

    @Property(tries = 100)
    void staysAtItsTarget(@ForAll @IntRange(min = MINIMUM, max = MAXIMUM) int current) {
        assertThat(next(current, current * 60.0)).isEqualTo(current);
    }

    private static int next(int current, double total) {
        var load = new Load(NOW, current, 0, total, 0, 0, Double.NaN);
        return Autoscaler.decide(
                        policy(4, Duration.ofSeconds(60)),
                        Situation.plain(NOW, current, loads().add(12, load).build(), null))
                .wanted();
    }

    private static List<Load> noise(double total, int instances, Random random) {
        var loads = new ArrayList<Load>();
        for (int i = 60; i >= 0; i--) {
            var at = NOW.minusSeconds(10L * i);
            loads.add(
                    random.nextInt(10) == 0
                            ? Load.unknown(at)
                            : new Load(
                                    at, instances, random.nextInt(3), total * random.nextDouble(), 0, 0, Double.NaN));
        }
        return loads;
    }

    private static AutoscalePolicy policy(int largestStep, Duration coolDown) {
        return new AutoscalePolicy(
                true,
                MINIMUM,
                MAXIMUM,
                List.of(new AutoscaleRule(Signal.CPU, 60)),
                List.of(),
                coolDown,
                coolDown,
                largestStep);
    }
}
