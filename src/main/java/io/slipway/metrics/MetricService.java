package io.slipway.metrics;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.AppScope;
import io.slipway.iam.Permission;
import io.slipway.iam.SpaceRef;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What people read of metrics; authorised and tenant-scoped. */
@Service
public class MetricService {

    /** The newest figures of an app, for tiles and lists; NaN where unknown. */
    public record Now(
            double cpuMillis, double memoryBytes, double memoryLimitBytes, double requestsPerSecond, double p95Millis) {

        /** Nothing was measured lately. */
        public static final Now UNKNOWN = new Now(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private final AppScope scope;
    private final AccessPolicy access;
    private final MetricStore store;
    private final LatestFigures latest;
    private final ReleaseTraffic releases;
    private final Clock clock;

    MetricService(
            AppScope scope,
            AccessPolicy access,
            MetricStore store,
            LatestFigures latest,
            ReleaseTraffic releases,
            Clock clock) {
        this.scope = scope;
        this.access = access;
        this.store = store;
        this.latest = latest;
        this.releases = releases;
        this.clock = clock;
    }

    /**
     * Series of an app, at most 1,000 points long and reaching back 60 days (latency: 24 hours).
     *
     * @param perInstance one line per index instead of the sum (latency: of all)
     * @throws PlatformException.NotFound when there is no such app or the caller may not read it
     * @throws PlatformException.Invalid when {@code to} is not after {@code from}, or no kind is asked for
     */
    public MetricSeries query(AppId id, Set<MetricKind> kinds, Instant from, Instant to, boolean perInstance) {
        requireReadable(id);
        if (!to.isAfter(from)) {
            throw new PlatformException.Invalid(
                    "invalid-time-range", "to", "The end of the time range must be later than its start.");
        }
        if (kinds.isEmpty()) {
            throw new PlatformException.Invalid("invalid-metric-kind", "kinds", "Name at least one kind of metric.");
        }
        return store.query(new MetricQuery(id, kinds, from, to, perInstance));
    }

    /** The newest figures of several apps; apps that the caller may not read are left out. */
    public Map<AppId, Now> now(Collection<AppId> ids) {
        var readable = access.readableSpaces().stream().map(SpaceRef::spaceId).collect(Collectors.toSet());
        var now = clock.instant();
        var figures = new HashMap<AppId, Now>();
        for (var id : ids) {
            // An app that was deleted since the caller's list is left out, too.
            if (scope.spaceOf(id).filter(readable::contains).isPresent()) {
                figures.put(id, latest.of(id, now));
            }
        }
        return figures;
    }

    /**
     * What the instances of a release answered since a moment, at most {@link ReleaseTraffic#WINDOW} ago. Known while a canary of the
     * app is on trial.
     *
     * @throws PlatformException.NotFound when there is no such app or the caller may not read it
     */
    public ReleaseFigures ofRelease(AppId id, int release, Instant since) {
        requireReadable(id);
        return releases.of(id, release, since);
    }

    private void requireReadable(AppId id) {
        var space = scope.spaceOf(id).orElseThrow(() -> new PlatformException.NotFound("There is no such app."));
        access.requireSpace(space, Permission.SPACE_READ);
    }
}
