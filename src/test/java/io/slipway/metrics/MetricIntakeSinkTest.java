package io.slipway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricIntakeSinkTest {

    private static final Clock AT_STEP_3 = Clock.fixed(Steps.end(3), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Steps steps = new Steps();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LatestFigures latest = new LatestFigures();
    private RrdMetricStore store;
    private MetricIntakeSink sink;

    @BeforeEach
    void open() {
        store = new RrdMetricStore(folder.resolve("series"), AT_STEP_3);
        sink = newSink();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void countsARepeatedStepOnceEvenOverARestart() {
        var step = steps.traffic(1, steps.answers(0, 100, 2_000));

        assertThat(sink.accept(steps.host, step)).isEqualTo(1);
        assertThat(sink.accept(steps.host, step)).isEqualTo(1);
        assertThat(newSink().accept(steps.host, step)).isEqualTo(1);

        assertThat(registry.counter("slipway.router.requests").count()).isEqualTo(100);
    }

    @Test
    void startsOverWithANewSpool() {
        sink.accept(steps.host, steps.traffic(7, steps.answers(0, 1, 2_000)));
        var rebooted =
                new MeasuredStep("next", 1, Steps.end(2), Steps.STEP, List.of(), List.of(steps.answers(0, 10, 2_000)));

        assertThat(sink.accept(steps.host, rebooted)).isEqualTo(1);

        assertThat(registry.counter("slipway.router.requests").count()).isEqualTo(11);
    }

    @Test
    void aLateStepDoesNotBringBackADroppedApp() {
        sink.accept(steps.host, steps.use(1, steps.instance(0, 5, 1)));

        sink.drop(steps.app);
        assertThat(sink.accept(steps.host, steps.use(2, steps.instance(0, 5, 1))))
                .isEqualTo(2);

        assertThat(store.apps()).isEmpty();
        assertThat(latest.of(steps.app, Steps.end(3))).isEqualTo(MetricService.Now.UNKNOWN);
    }

    @Test
    void refusesButAcknowledgesAStepFromTheFuture() {
        assertThat(sink.accept(steps.host, steps.use(60, steps.instance(0, 1, 1))))
                .isEqualTo(60);
        assertThat(sink.accept(
                        steps.host,
                        new MeasuredStep(
                                "next", 1, Steps.end(3), Steps.STEP, List.of(steps.instance(0, 5, 1)), List.of())))
                .isEqualTo(1);

        assertThat(latest.of(steps.app, Steps.end(3)).cpuMillis()).isEqualTo(5);
    }

    @Test
    void tellsTheNewestFiguresAndForgetsThemWhenNothingComes() {
        sink.accept(
                steps.host,
                new MeasuredStep(
                        "spool",
                        1,
                        Steps.end(3),
                        Steps.STEP,
                        List.of(steps.instance(0, 100, 10), steps.instance(1, 50, 20)),
                        List.of(steps.answers(0, 300, 4_000))));

        var now = latest.of(steps.app, Steps.end(3));
        assertThat(now.cpuMillis()).isEqualTo(150);
        assertThat(now.memoryBytes()).isEqualTo(30);
        assertThat(now.memoryLimitBytes()).isEqualTo(2_000);
        assertThat(now.requestsPerSecond()).isEqualTo(30);
        assertThat(now.p95Millis()).isCloseTo(4, within(0.5));
        assertThat(latest.of(steps.app, Steps.end(3).plus(Duration.ofMinutes(2))))
                .isEqualTo(MetricService.Now.UNKNOWN);
    }

    @Test
    void fillsPausesOfAnotherHostsRouterWithZeros() {
        sink.accept(steps.host, steps.traffic(1, steps.answers(0, 60, 1_000)));
        sink.accept(steps.host, steps.traffic(2));

        var series = store.query(
                new MetricQuery(steps.app, Set.of(MetricKind.REQUESTS_2XX), Steps.end(0), Steps.end(2), false));
        assertThat(series.lines().getFirst().values()).containsExactly(6, 0);
    }

    @Test
    void doesNotBringADroppedAppBack() {
        sink.accept(steps.host, steps.traffic(1, steps.answers(0, 60, 1_000)));

        sink.drop(steps.app);
        sink.accept(steps.host, steps.traffic(2));

        assertThat(folder.resolve("series").resolve(steps.app.toString())).doesNotExist();
    }

    private MetricIntakeSink newSink() {
        return new MetricIntakeSink(
                store,
                new ReceivedSteps(folder.resolve("received")),
                latest,
                new ReleaseTraffic(AT_STEP_3),
                new PlatformMeters(registry),
                AT_STEP_3);
    }
}
