package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
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

    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    private static final Logger log = LoggerFactory.getLogger(MetricIntakeSink.class);

    private final MetricStore store;
    private final ReceivedSteps received;
    private final LatestFigures latest;
    private final PlatformMeters meters;
    private final Clock clock;
    private final QuietTraffic quiet = new QuietTraffic();
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

    MetricIntakeSink(
            MetricStore store, ReceivedSteps received, LatestFigures latest, PlatformMeters meters, Clock clock) {
        this.store = store;
        this.received = received;
        this.latest = latest;
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
            log.atWarn().addKeyValue("host", host).addKeyValue("end", step.end()).log("Measurements refused");
        }
        received.kept(host, step);
        sweepNowAndThen();
        return step.sequence();
    }

    /** Drops everything of an app, for when its rows are gone. */
    public void drop(AppId appId) {
        quiet.drop(appId);
        latest.drop(appId);
        store.drop(appId);
    }

    private boolean isAcceptable(MeasuredStep step) {
        return !step.end().isAfter(clock.instant().plus(LARGEST_CLOCK_SKEW))
                && step.instances().size() <= LARGEST_STEP
                && step.traffic().size() <= LARGEST_STEP;
    }

    private void keep(HostId host, MeasuredStep step) {
        meters.routerRequests(step.traffic().stream().mapToLong(TrafficMeasurement::total).sum());
        var complete = quiet.complete(host, step);
        store.append(host, complete);
        if (step.end().isAfter(clock.instant().minus(LatestFigures.FRESH))) {
            latest.accept(host, complete);
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
