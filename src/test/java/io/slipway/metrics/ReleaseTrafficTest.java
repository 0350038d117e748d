package io.slipway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.AppId;
import io.slipway.kernel.LatencyBuckets;
import io.slipway.kernel.ProcessId;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseTrafficTest {

    private final MutableClock clock = MutableClock.ordinary();
    private final ReleaseTraffic traffic = new ReleaseTraffic(clock);
    private final AppId app = AppId.create();
    private final ProcessId process = ProcessId.create();

    @BeforeEach
    void somebodyAsks() {
        traffic.of(app, 2, clock.instant());
    }

    @Test
    void sumsTheAnswersOfAReleaseOverRoutersAndSteps() {
        var since = clock.instant();
        step(answers(2, 8, 2), answers(1, 100, 0));
        step(answers(2, 10, 0), answers(2, 5, 5));

        var figures = traffic.of(app, 2, since);

        assertThat(figures.requests()).isEqualTo(30);
        assertThat(figures.errors()).isEqualTo(7);
        assertThat(figures.p95Millis()).isBetween(18.0, 23.0);
        assertThat(traffic.of(app, 1, since).errorPercent()).isZero();
    }

    @Test
    void leavesOutWhatWasAnsweredBefore() {
        step(answers(2, 0, 50));
        var since = clock.instant();
        step(answers(2, 10, 0));

        assertThat(traffic.of(app, 2, since))
                .extracting(ReleaseFigures::requests, ReleaseFigures::errors)
                .containsExactly(10L, 0L);
    }

    @Test
    void forgetsWhatIsOlderThanItsWindow() {
        var since = clock.instant();
        step(answers(2, 1, 0));
        for (int i = 0; i < 40; i++) {
            step(answers(2, 1, 0));
            traffic.of(app, 2, since);
        }

        assertThat(traffic.of(app, 2, since).requests()).isLessThanOrEqualTo(30);
    }

    @Test
    void knowsNothingOfAppsThatNobodyAsksAbout() {
        var since = clock.instant();
        clock.advance(ReleaseTraffic.ASKED_WITHIN.plusSeconds(1));
        step(answers(2, 10, 0));

        assertThat(traffic.of(app, 2, since)).isEqualTo(ReleaseFigures.NONE);
    }

    private void step(TrafficMeasurement... measured) {
        clock.advance(Duration.ofSeconds(10));
        traffic.accept(
                new MeasuredStep("spool", 1, clock.instant(), Duration.ofSeconds(10), List.of(), List.of(measured)));
    }

    private TrafficMeasurement answers(int release, long good, long bad) {
        var latency = new long[LatencyBuckets.COUNT];
        latency[LatencyBuckets.indexOf(20_000)] = good + bad;
        return new TrafficMeasurement(app, process, 0, release, new long[] {0, good, 0, 0, bad}, latency);
    }
}
