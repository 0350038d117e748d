package io.slipway.autoscale;

import io.slipway.autoscale.AutoscaleAccess.Subject;
import io.slipway.metrics.MetricStore;
import io.slipway.metrics.ProcessMetricQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Replays the last day of a process, minute by minute, as far as it was measured. */
@Component
class ReplayedDay {

    /** How far it looks back: as long as histograms of latency are kept. */
    static final Duration SPAN = Duration.ofHours(24);

    private static final Duration STEP = Duration.ofMinutes(1);

    private final MetricStore metrics;
    private final Clock clock;

    ReplayedDay(MetricStore metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Recorded use is held against what an instance gets by the present release. */
    Replay of(Subject subject, AutoscalePolicy policy) {
        var now = clock.instant();
        var series = metrics.ofProcess(new ProcessMetricQuery(
                subject.app().id(), subject.process(), MeasuredLoads.kinds(policy), now.minus(SPAN), now, STEP));
        var size = subject.view().settings().size();
        var share = new MeasuredLoads.Share(size.cpu().millis(), size.memory().bytes());
        return Replayer.replay(policy, MeasuredLoads.of(series, Set.of(), share, MeasuredLoads.Counting.ALL), STEP);
    }
}
