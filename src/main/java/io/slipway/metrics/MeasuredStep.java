package io.slipway.metrics;

import io.slipway.kernel.AppId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything one host measured within one step; numbered, so that a repeated shipment counts once.
 *
 * @param spool names the numbering; a new spool starts again at 1
 * @param sequence rises by one from step to step within a spool
 * @param end of the step, by the host's clock
 * @param duration of the step
 */
public record MeasuredStep(
        String spool,
        long sequence,
        Instant end,
        Duration duration,
        List<InstanceMeasurement> instances,
        List<TrafficMeasurement> traffic) {

    /** Seconds between two points of the finest series; agents measure in this rhythm. */
    public static final int STEP_SECONDS = 10;

    /** Larger indexes are not stored. */
    public static final int LARGEST_INDEX = 999;

    public MeasuredStep {
        instances = List.copyOf(instances);
        traffic = List.copyOf(traffic);
    }

    /** The point of the common 10 s grid that this step belongs to, in seconds since the epoch. */
    long gridSeconds() {
        return Math.round(end.toEpochMilli() / (1000.0 * STEP_SECONDS)) * STEP_SECONDS;
    }

    /** Counts within this step as counts per second. */
    double perSecond(long count) {
        return count * 1000.0 / Math.max(1, duration.toMillis());
    }

    /** The step with only what it measured of certain apps. */
    MeasuredStep of(Predicate<AppId> apps) {
        return new MeasuredStep(
                spool,
                sequence,
                end,
                duration,
                instances.stream()
                        .filter(measured -> apps.test(measured.appId()))
                        .toList(),
                traffic.stream().filter(measured -> apps.test(measured.appId())).toList());
    }
}
