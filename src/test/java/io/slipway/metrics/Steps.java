package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.LatencyBuckets;
import io.slipway.kernel.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the steps of one app's web process for tests. */
final class Steps {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration STEP = Duration.ofSeconds(10);

    final AppId app = AppId.create();
    final ProcessId process = ProcessId.create();
    final HostId host = HostId.create();

    /** The end of the n-th step, from 1. */
    static Instant end(long number) {
        return START.plus(STEP.multipliedBy(number));
    }

    MeasuredStep use(long number, InstanceMeasurement... instances) {
        return new MeasuredStep("spool", number, end(number), STEP, List.of(instances), List.of());
    }

    MeasuredStep traffic(long number, TrafficMeasurement... traffic) {
        return new MeasuredStep("spool", number, end(number), STEP, List.of(), List.of(traffic));
    }

    /** An instance that uses so many thousandths of a core and so many bytes of 1,000. */
    InstanceMeasurement instance(int index, int cpuMillis, long memoryBytes) {
        return new InstanceMeasurement(
                app, process, index, cpuMillis * STEP.toMillis(), memoryBytes, 1_000, 5_000, 10_000);
    }

    /** So many successful answers, all equally slow. */
    TrafficMeasurement answers(int index, long count, long micros) {
        var latency = new long[LatencyBuckets.COUNT];
        latency[LatencyBuckets.indexOf(micros)] = count;
        return new TrafficMeasurement(app, process, index, 1, new long[] {0, count, 0, 0, 0}, latency);
    }
}
