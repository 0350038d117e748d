package io.slipway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.LatencyBuckets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class HistogramRingTest {

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("slipway-ring");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 200)
    void percentilesOfTheSumAreAtMostAnEighthAboveTheExactOnes(
            @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 8, max = 100_000_000) Long> latencies,
            @ForAll @IntRange(min = 1, max = 20) int steps,
            @ForAll @DoubleRange(min = 0.01, max = 1) double quantile) {
        var ring = new HistogramRing(folder.resolve(java.util.UUID.randomUUID().toString()));
        for (int step = 0; step < steps; step++) {
            var counts = new long[LatencyBuckets.COUNT];
            for (int i = step; i < latencies.size(); i += steps) {
                counts[LatencyBuckets.indexOf(latencies.get(i))]++;
            }
            ring.add(3600 * 5 + 3000L + step * 10L * 6, 1 + step % 2, counts);
        }

        var sum = new long[LatencyBuckets.COUNT];
        ring.read(0, 3600 * 10, (_, _, bucket, count) -> sum[bucket] += count);

        var sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        long exact = sorted[(int) Math.ceil(quantile * sorted.length) - 1];
        assertThat(Arrays.stream(sum).sum()).isEqualTo(sorted.length);
        assertThat(LatencyBuckets.percentileMicros(sum, quantile))
                .isGreaterThan(exact)
                .isLessThanOrEqualTo((long) Math.ceil(exact * 1.125));
    }

    @Property(tries = 1)
    void readsOnlyTheRangeAskedFor() {
        var ring = new HistogramRing(folder.resolve("range"));
        var one = new long[LatencyBuckets.COUNT];
        one[7] = 1;
        for (long seconds = 3590; seconds <= 3620; seconds += 10) {
            ring.add(seconds, 1, one);
        }

        var seen = new java.util.ArrayList<Long>();
        ring.read(3590, 3610, (seconds, _, _, _) -> seen.add(seconds));

        assertThat(seen).containsExactly(3600L, 3610L);
    }

    @Property(tries = 1)
    void leavesOutATornEntryAndReadsOn() throws IOException {
        var torn = folder.resolve("torn");
        var ring = new HistogramRing(torn);
        var counts = new long[LatencyBuckets.COUNT];
        counts[3] = 5;
        ring.add(10, 1, counts);
        var garbage = new byte[13];
        new Random(7).nextBytes(garbage);
        Files.write(torn.resolve("0.latency"), garbage, StandardOpenOption.APPEND);
        ring.add(20, 1, counts);

        var sum = new long[LatencyBuckets.COUNT];
        ring.read(0, 100, (_, _, bucket, count) -> sum[bucket] += count);

        assertThat(sum[3]).isEqualTo(10);
        assertThat(Arrays.stream(sum).sum()).isEqualTo(10);
    }

    @Property(tries = 1)
    void keepsNoMoreThanADay() throws IOException {
        var ring = new HistogramRing(folder.resolve("day"));
        var counts = new long[LatencyBuckets.COUNT];
        counts[3] = 1;
        for (int hour = 0; hour < 60; hour++) {
            ring.add(hour * 3600L, 1, counts);
        }

        try (var files = Files.list(folder.resolve("day"))) {
            assertThat(files).hasSizeBetween(24, 26);
        }
    }
}
