package io.slipway.metrics;

import io.slipway.kernel.AppId;
import java.time.Instant;
import java.util.Set;

/**
 * What to read of an app.
 *
 * @param perInstance one line per index instead of the sum; latency is always of all instances together
 */
public record MetricQuery(AppId appId, Set<MetricKind> kinds, Instant from, Instant to, boolean perInstance) {

    public MetricQuery {
        kinds = Set.copyOf(kinds);
    }
}
