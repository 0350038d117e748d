package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import java.util.List;

/**
 * Where series are kept: 10 s steps for a day, 1 min for a week, 10 min for 60 days; latency histograms for a day. Keyed by
 * process and index, never by incarnation, so that a restart does not break a line.
 */
public interface MetricStore {

    /**
     * Keeps a step of a host. A step that is not newer than what the host sent before for the same series changes nothing.
     */
    void append(HostId host, MeasuredStep step);

    /** Series on a common grid of at most {@link TimeGrid#LARGEST_POINTS} points; a gap is NaN, never zero. */
    MetricSeries query(MetricQuery query);

    /**
     * Series of one process by index, those of latency of all its instances together. Points lie on whole steps; as many as the time
     * holds, at most a day of ten-second steps.
     */
    MetricSeries ofProcess(ProcessMetricQuery query);

    /** Apps of which something is kept. */
    List<AppId> apps();

    /** Drops everything of an app. */
    void drop(AppId appId);

    /** Removes what is older than the longest series; cheap, called now and then. */
    void forgetOld();
}
