package io.slipway.metrics;

import io.slipway.kernel.ProcessId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values over time on a common grid.
 *
 * @param stepSeconds between points
 * @param times seconds since the epoch, ascending
 * @param lines one per kind and instance
 */
public record MetricSeries(int stepSeconds, List<Long> times, List<Line> lines) {

    /**
     * One line of a chart.
     *
     * @param process of the instance, null for the whole app
     * @param index of the instance, −1 for the whole app
     * @param values as many as there are times; NaN where nothing is known: a gap, never zero
     */
    public record Line(MetricKind kind, @Nullable ProcessId process, int index, double[] values) {}
}
