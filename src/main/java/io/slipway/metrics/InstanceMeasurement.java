package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;

/**
 * What one instance used within a step.
 *
 * @param index of the instance, 0 to {@link MeasuredStep#LARGEST_INDEX}
 * @param cpuMicros CPU time within the step
 * @param memoryBytes working set at the end of the step
 * @param memoryLimitBytes what the memory is held against; 0 when unlimited
 * @param receivedBytes within the step
 * @param sentBytes within the step
 */
public record InstanceMeasurement(
        AppId appId,
        ProcessId processId,
        int index,
        long cpuMicros,
        long memoryBytes,
        long memoryLimitBytes,
        long receivedBytes,
        long sentBytes) {

    /** Adds another incarnation at the same index; both run for a moment while one replaces the other. */
    InstanceMeasurement plus(InstanceMeasurement other) {
        return new InstanceMeasurement(
                appId,
                processId,
                index,
                cpuMicros + other.cpuMicros,
                memoryBytes + other.memoryBytes,
                memoryLimitBytes + other.memoryLimitBytes,
                receivedBytes + other.receivedBytes,
                sentBytes + other.sentBytes);
    }
}
