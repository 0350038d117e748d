package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.LatencyBuckets;
import io.slipway.kernel.ProcessId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one router answered for one instance within a step.
 *
 * @param processId null for what the router answered itself (502, 503)
 * @param index of the instance; ignored without a process
 * @param release number of the release that answered; 0 when none did
 * @param responses five counts: 1xx … 5xx
 * @param latency {@link LatencyBuckets#COUNT} counts
 */
public record TrafficMeasurement(
        AppId appId, @Nullable ProcessId processId, int index, int release, long[] responses, long[] latency) {

    /** Classes of responses: 1xx to 5xx. */
    public static final int CLASSES = 5;

    public TrafficMeasurement {
        if (responses.length != CLASSES || latency.length != LatencyBuckets.COUNT) {
            throw new IllegalArgumentException("A traffic measurement has 5 classes and all latency buckets");
        }
    }

    /** A step in which nothing was asked. */
    static TrafficMeasurement quiet(AppId appId, @Nullable ProcessId processId, int index) {
        return new TrafficMeasurement(
                appId, processId, index, 0, new long[CLASSES], new long[LatencyBuckets.COUNT]);
    }

    /** All responses of the step. */
    long total() {
        return Arrays.stream(responses).sum();
    }
}
