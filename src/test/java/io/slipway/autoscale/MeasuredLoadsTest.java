package io.slipway.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.autoscale.MeasuredLoads.Counting;
import io.slipway.autoscale.MeasuredLoads.Presence;
import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasuredLoadsTest {

    private static final double GAP = Double.NaN;
    private static final MeasuredLoads.Share QUARTER_CORE = new MeasuredLoads.Share(250, 1000);

    private final List<MetricSeries.Line> lines = new ArrayList<>();

    @Test
    void addsUpWhatTheInstancesUse() {
        line(MetricKind.CPU_MILLIS, 0, 125, 250);
        line(MetricKind.CPU_MILLIS, 1, 250, GAP);
        line(MetricKind.MEMORY_BYTES, 0, 500, 500);
        line(MetricKind.MEMORY_BYTES, 1, 500, GAP);
        line(MetricKind.MEMORY_LIMIT_BYTES, 1, 2000, GAP);
        line(MetricKind.REQUESTS_2XX, 0, 10, GAP);
        line(MetricKind.REQUESTS_5XX, 1, 2, GAP);
        line(MetricKind.LATENCY_P95, -1, 40, GAP);

        var loads = loads(Counting.ALL);

        assertThat(loads.getFirst().counted()).isEqualTo(2);
        assertThat(loads.getFirst().cpuPercents()).isEqualTo(150);
        assertThat(loads.getFirst().memoryPercents()).isEqualTo(75);
        assertThat(loads.getFirst().requestsPerSecond()).isEqualTo(12);
        assertThat(loads.getFirst().p95Millis()).isEqualTo(40);
        assertThat(loads.get(1).counted()).isEqualTo(1);
        assertThat(loads.get(1).requestsPerSecond()).as("nobody asked").isZero();
    }

    @Test
    void whoIsNotYetReadyIsMissedButNotCounted() {
        line(MetricKind.CPU_MILLIS, 0, 100, 100);
        line(MetricKind.CPU_MILLIS, 1, 250, 250);

        var loads = loads((index, at) -> index == 0 ? Presence.EXPECTED : Presence.NOT_YET);

        assertThat(loads.getFirst().counted()).isEqualTo(1);
        assertThat(loads.getFirst().absent()).isEqualTo(1);
        assertThat(loads.getFirst().cpuPercents()).isEqualTo(40);
    }

    @Test
    void whoShouldBeMeasuredAndIsNotIsMissed() {
        line(MetricKind.CPU_MILLIS, 0, 100, GAP);

        var loads = MeasuredLoads.of(series(), Set.of(0, 1), QUARTER_CORE, (index, at) -> Presence.EXPECTED);

        assertThat(loads).extracting(Load::counted).containsExactly(1, 0);
        assertThat(loads).extracting(Load::absent).containsExactly(1, 2);
        assertThat(loads.get(1).requestsPerSecond()).isNaN();
    }

    @Test
    void aStepWithoutAnybodyIsUnknown() {
        assertThat(loads(Counting.ALL))
                .allSatisfy(load -> assertThat(load.cpuPercents()).isNaN());
    }

    @Test
    void readsOnlyWhatTheRulesLookAt() {
        assertThat(MeasuredLoads.kinds(AutoscalePolicy.between(1, 2, new AutoscaleRule(Signal.CPU, 60))))
                .containsExactly(MetricKind.CPU_MILLIS);
        assertThat(MeasuredLoads.kinds(AutoscalePolicy.between(1, 2, new AutoscaleRule(Signal.LATENCY, 60))))
                .contains(MetricKind.LATENCY_P95, MetricKind.REQUESTS_2XX)
                .doesNotContain(MetricKind.LATENCY_P99, MetricKind.MEMORY_BYTES);
    }

    private void line(MetricKind kind, int index, double... values) {
        lines.add(new MetricSeries.Line(kind, null, index, values));
    }

    private MetricSeries series() {
        return new MetricSeries(10, List.of(1000L, 1010L), lines);
    }

    private List<Load> loads(Counting counting) {
        return MeasuredLoads.of(series(), Set.of(), QUARTER_CORE, counting);
    }
}
