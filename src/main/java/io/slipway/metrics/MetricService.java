package io.slipway.metrics;

import io.slipway.kernel.AppId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What people read of metrics; authorised and tenant-scoped. */
@Service
public class MetricService {

    /** The newest figures of an app, for tiles and lists; NaN where unknown. */
    public record Now(
            double cpuMillis,
            double memoryBytes,
            double memoryLimitBytes,
            double requestsPerSecond,
            double p95Millis) {}

    /**
     * Series of an app.
     *
     * @param perInstance one line per index instead of the sum (latency: of all)
     */
    public MetricSeries query(AppId id, Set<MetricKind> kinds, Instant from, Instant to, boolean perInstance) {
        throw new UnsupportedOperationException();
    }

    /** The newest figures of several apps. */
    public Map<AppId, Now> now(Collection<AppId> ids) {
        throw new UnsupportedOperationException();
    }
}
