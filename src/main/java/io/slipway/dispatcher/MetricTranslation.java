package io.slipway.dispatcher;

import io.slipway.kernel.AppId;
import io.slipway.kernel.LatencyBuckets;
import io.slipway.kernel.ProcessId;
import io.slipway.metrics.InstanceMeasurement;
import io.slipway.metrics.MeasuredStep;
import io.slipway.metrics.TrafficMeasurement;
import io.slipway.protocol.InstanceSample;
import io.slipway.protocol.MetricBatch;
import io.slipway.protocol.TrafficSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Turns what an agent measured into the terms of the metrics module. Malformed input is an {@link IllegalArgumentException}. */
final class MetricTranslation {

    private MetricTranslation() {}

    static MeasuredStep step(MetricBatch batch) {
        return new MeasuredStep(
                batch.getSpoolId(),
                batch.getSequence(),
                Instant.ofEpochMilli(batch.getTimeMillis()),
                Duration.ofMillis(batch.getStepMillis()),
                batch.getInstancesList().stream()
                        .map(MetricTranslation::instance)
                        .toList(),
                batch.getTrafficList().stream().map(MetricTranslation::traffic).toList());
    }

    private static InstanceMeasurement instance(InstanceSample sample) {
        return new InstanceMeasurement(
                AppId.of(sample.getAppId()),
                ProcessId.of(sample.getProcessId()),
                sample.getIndex(),
                sample.getCpuMicros(),
                sample.getMemoryBytes(),
                sample.getMemoryLimitBytes(),
                sample.getReceivedBytes(),
                sample.getSentBytes());
    }

    private static TrafficMeasurement traffic(TrafficSample sample) {
        var latency = new long[LatencyBuckets.COUNT];
        sample.getLatencyList()
                .forEach(bucket -> latency[Math.floorMod(bucket.getIndex(), latency.length)] += bucket.getCount());
        var responses =
                sample.getResponsesList().stream().mapToLong(Long::longValue).toArray();
        return new TrafficMeasurement(
                AppId.of(sample.getAppId()),
                sample.getProcessId().isEmpty() ? null : ProcessId.of(sample.getProcessId()),
                sample.getIndex(),
                sample.getReleaseNumber(),
                Arrays.copyOf(responses, TrafficMeasurement.CLASSES),
                latency);
    }
}
