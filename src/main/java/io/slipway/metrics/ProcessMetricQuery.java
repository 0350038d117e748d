package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What to read of one process, by instance; for machines.
 *
 * @param step between two points, a multiple of ten seconds; whole minutes are read fastest
 */
public record ProcessMetricQuery(
        AppId appId, ProcessId processId, Set<MetricKind> kinds, Instant from, Instant to, Duration step) {

    public ProcessMetricQuery {
        kinds = Set.copyOf(kinds);
        if (step.toSeconds() <= 0 || step.toSeconds() % MeasuredStep.STEP_SECONDS != 0) {
            throw new IllegalArgumentException("A step is a multiple of " + MeasuredStep.STEP_SECONDS + " seconds");
        }
    }
}
