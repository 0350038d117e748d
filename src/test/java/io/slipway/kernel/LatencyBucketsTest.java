package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

    @Property
    void putsALatencyIntoABucketThatIsAtMostAnEighthTooHigh(
            @ForAll @LongRange(min = 0, max = 100_000_000) long micros) {
        int index = LatencyBuckets.indexOf(micros);
        long upper = LatencyBuckets.upperBoundMicros(index);
        long lower = index == 0 ? 0 : LatencyBuckets.upperBoundMicros(index - 1);

        assertThat(micros).isBetween(lower, upper - 1);
        assertThat(upper - lower).isLessThanOrEqualTo(Math.max(1, micros / 8));
    }

    @Test
    void findsPercentilesOfWhatWasCounted() {
        var counts = new long[LatencyBuckets.COUNT];
        for (int millis = 1; millis <= 100; millis++) {
            counts[LatencyBuckets.indexOf(millis * 1_000L)]++;
        }

        assertThat(LatencyBuckets.percentileMicros(counts, 0.5)).isBetween(50_000L, 57_000L);
        assertThat(LatencyBuckets.percentileMicros(counts, 0.99)).isBetween(99_000L, 112_000L);
    }

    @Test
    void answersZeroForAnEmptyHistogram() {
        assertThat(LatencyBuckets.percentileMicros(new long[LatencyBuckets.COUNT], 0.95))
                .isZero();
    }

    @Test
    void keepsWhatIsLongerThanTheLastBound() {
        assertThat(LatencyBuckets.indexOf(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
    }
}
