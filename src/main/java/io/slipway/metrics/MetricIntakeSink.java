package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.RecentSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where hosts' measurements come in. Each step is kept once, however often it is shipped. For machines: callers vouch for the
 * host's identity. Steps of one host come one after the other; steps of several hosts may come at the same time.
 */
public final class MetricIntakeSink {

    /** A step from further in the future than this comes from a wrong clock and would block the series. */
    static final Duration LARGEST_CLOCK_SKEW = Duration.ofMinutes(1);

    /** More instances or routes than this in one step are not kept. */
    static final int LARGEST_STEP = 10_000;

    private static final int DROPPED_REMEMBERED = 10_000;

    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    private static final Logger log = LoggerFactory.getLogger(MetricIntakeSink.class);

    private final MetricStore store;
    private final ReceivedSteps received;
    private final LatestFigures latest;
    private final ReleaseTraffic releases;
    private final PlatformMeters meters;
    private final Clock clock;
    private final QuietTraffic quiet = new QuietTraffic();
    /** Apps that were dropped: hosts may still send what they measured of them. */
    private final RecentSet<AppId> dropped = new RecentSet<>(DROPPED_REMEMBERED);

    /** Held shared by those who keep a step and alone by those who drop an app, so that no step brings back what is dropped. */
    private final ReadWriteLock dropping = new ReentrantReadWriteLock();

    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

    MetricIntakeSink(
            MetricStore store,
            ReceivedSteps received,
            LatestFigures latest,
            ReleaseTraffic releases,
            PlatformMeters meters,
            Clock clock) {
        this.store = store;
        this.received = received;
        this.latest = latest;
        this.releases = releases;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Keeps a step.
     *
     * @return the sequence to acknowledge: this and everything before it is kept or refused for good
     */
    public long accept(HostId host, MeasuredStep step) {
        long kept = received.keptOf(host, step.spool());
        if (step.sequence() <= kept) {
            return kept;
        }
        if (isAcceptable(step)) {
            keep(host, step);
        } else {
            log.atWarn()
                    .addKeyValue("host", host)
                    .addKeyValue("end", step.end())
                    .log("Measurements refused");
        }
        received.kept(host, step);
        sweepNowAndThen();
        return step.sequence();
    }

    /** Drops everything of an app, for when its rows are gone; what still comes of it is not kept. */
    public void drop(AppId appId) {
        dropping.writeLock().lock();
        try {
            dropped.add(appId);
            quiet.drop(appId);
            latest.drop(appId);
            store.drop(appId);
        } finally {
            dropping.writeLock().unlock();
        }
    }

    private boolean isAcceptable(MeasuredStep step) {
        return !step.end().isAfter(clock.instant().plus(LARGEST_CLOCK_SKEW))
                && step.instances().size() <= LARGEST_STEP
                && step.traffic().size() <= LARGEST_STEP;
    }

    private void keep(HostId host, MeasuredStep step) {
        meters.routerRequests(
                step.traffic().stream().mapToLong(TrafficMeasurement::total).sum());
        dropping.readLock().lock();
        try {
            var complete = quiet.complete(host, step.of(app -> !dropped.contains(app)));
            store.append(host, complete);
            if (step.end().isAfter(clock.instant().minus(LatestFigures.FRESH))) {
                latest.accept(host, complete);
                releases.accept(complete);
            }
        } finally {
            dropping.readLock().unlock();
        }
    }

    private void sweepNowAndThen() {
        var now = clock.instant();
        var due = nextSweep.get();
        if (!now.isBefore(due) && nextSweep.compareAndSet(due, now.plus(SWEEP_EVERY))) {
            latest.forgetOld(now);
            store.forgetOld();
        }
    }
}
