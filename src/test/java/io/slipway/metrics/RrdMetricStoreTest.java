package io.slipway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RrdMetricStoreTest {

    private static final Clock AT_STEP_60 = Clock.fixed(Steps.end(60), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Steps steps = new Steps();
    private RrdMetricStore store;

    @BeforeEach
    void open() {
        store = new RrdMetricStore(folder, AT_STEP_60);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsBackWhatWasWritten() {
        store.append(steps.host, steps.use(1, steps.instance(0, 250, 700)));
        store.append(steps.host, steps.use(2, steps.instance(0, 500, 800)));

        assertThat(line(MetricKind.CPU_MILLIS, 0, 2)).containsExactly(250, 500);
        assertThat(line(MetricKind.MEMORY_BYTES, 0, 2)).containsExactly(700, 800);
        assertThat(line(MetricKind.MEMORY_LIMIT_BYTES, 0, 2)).containsExactly(1_000, 1_000);
        assertThat(line(MetricKind.RECEIVED_BYTES, 0, 2)).containsExactly(500, 500);
        assertThat(line(MetricKind.SENT_BYTES, 0, 2)).containsExactly(1_000, 1_000);
    }

    @Test
    void readsOneProcessByInstanceAtTheStepThatIsAskedFor() {
        for (int step = 1; step <= 12; step++) {
            store.append(
                    steps.host,
                    steps.use(step, steps.instance(0, 100, 1), steps.instance(1, step <= 6 ? 200 : 400, 1)));
            store.append(HostId.create(), steps.traffic(step, steps.answers(1, 50, 4_000)));
        }
        var kinds = Set.of(MetricKind.CPU_MILLIS, MetricKind.REQUESTS_2XX, MetricKind.LATENCY_P95);

        var fine = store.ofProcess(new ProcessMetricQuery(
                steps.app, steps.process, kinds, Steps.START, Steps.end(12), Duration.ofSeconds(10)));
        var minutes = store.ofProcess(new ProcessMetricQuery(
                steps.app, steps.process, kinds, Steps.START, Steps.end(12), Duration.ofMinutes(1)));
        var other = store.ofProcess(new ProcessMetricQuery(
                steps.app, ProcessId.create(), kinds, Steps.START, Steps.end(12), Duration.ofMinutes(1)));

        assertThat(fine.times()).hasSize(12).endsWith(Steps.end(12).getEpochSecond());
        assertThat(fine.lines())
                .extracting(MetricSeries.Line::kind, MetricSeries.Line::index)
                .containsExactlyInAnyOrder(
                        tuple(MetricKind.CPU_MILLIS, 0),
                        tuple(MetricKind.CPU_MILLIS, 1),
                        tuple(MetricKind.REQUESTS_2XX, 1),
                        tuple(MetricKind.LATENCY_P95, -1));
        assertThat(minutes.times()).hasSize(2);
        assertThat(minutes.lines().stream()
                        .filter(line -> line.kind() == MetricKind.CPU_MILLIS && line.index() == 1)
                        .findFirst()
                        .orElseThrow()
                        .values())
                .containsExactly(200, 400);
        assertThat(other.lines()).allSatisfy(line -> assertThat(line.values()).containsOnly(Double.NaN));
    }

    @Test
    void foldersThatAreNoAppsAreNotItsOwn() throws IOException {
        store.append(steps.host, steps.use(1, steps.instance(0, 250, 700)));
        for (var strange :
                List.of("lost+found", "1-1-1-1-1", steps.app.toString().toUpperCase(Locale.ROOT))) {
            Files.createDirectory(folder.resolve(strange));
        }

        assertThat(store.apps()).containsExactly(steps.app);
    }

    @Test
    void showsAMissingStepAsAGapNotAsZero() {
        store.append(steps.host, steps.use(1, steps.instance(0, 100, 1)));
        store.append(steps.host, steps.use(3, steps.instance(0, 300, 1)));

        assertThat(line(MetricKind.CPU_MILLIS, 0, 5)).containsExactly(100, Double.NaN, 300, Double.NaN, Double.NaN);
    }

    @Test
    void toleratesEndsOfStepsThatAreNotOnTheGrid() {
        var late = new MeasuredStep(
                "spool",
                1,
                Steps.end(1).plusMillis(700),
                Steps.STEP,
                steps.use(1, steps.instance(0, 100, 1)).instances(),
                List.of());

        store.append(steps.host, late);

        assertThat(line(MetricKind.CPU_MILLIS, 0, 1)).containsExactly(100);
    }

    @Test
    void addsIndexesForTheAppAndKeepsThemApartOnRequest() {
        store.append(steps.host, steps.use(1, steps.instance(0, 100, 10), steps.instance(1, 200, 20)));

        assertThat(line(MetricKind.CPU_MILLIS, 0, 1)).containsExactly(300);
        assertThat(line(MetricKind.MEMORY_LIMIT_BYTES, 0, 1)).containsExactly(2_000);
        assertThat(query(EnumSet.of(MetricKind.CPU_MILLIS), 0, 1, true).lines())
                .extracting(MetricSeries.Line::index)
                .containsExactly(0, 1);
    }

    @Test
    void keepsTheSameIndexOfTwoProcessesApart() {
        var worker = ProcessId.create();
        store.append(
                steps.host,
                steps.use(
                        1,
                        steps.instance(0, 100, 10),
                        new InstanceMeasurement(
                                steps.app, worker, 0, 200 * Steps.STEP.toMillis(), 10, 1_000, 5_000, 10_000)));

        assertThat(query(EnumSet.of(MetricKind.CPU_MILLIS), 0, 1, true).lines())
                .extracting(MetricSeries.Line::process, line -> line.values()[0])
                .containsExactly(tuple(steps.process, 100.0), tuple(worker, 200.0));
        assertThat(line(MetricKind.CPU_MILLIS, 0, 1)).containsExactly(300);
    }

    @Test
    void addsTwoIncarnationsAtOneIndexWhileOneReplacesTheOther() {
        store.append(steps.host, steps.use(1, steps.instance(0, 100, 10), steps.instance(0, 40, 5)));

        assertThat(line(MetricKind.CPU_MILLIS, 0, 1)).containsExactly(140);
    }

    @Test
    void addsWhatSeveralRoutersAnsweredEvenWhenOneShipsLate() {
        store.append(steps.host, steps.traffic(1, steps.answers(0, 100, 1_000)));
        store.append(steps.host, steps.traffic(2, steps.answers(0, 100, 1_000)));
        store.append(HostId.create(), steps.traffic(1, steps.answers(0, 50, 1_000)));

        assertThat(line(MetricKind.REQUESTS_2XX, 0, 2)).containsExactly(15, 10);
    }

    @Test
    void showsZeroRequestsForAnInstanceThatWasAskedBefore() {
        store.append(steps.host, steps.traffic(1, steps.answers(0, 100, 1_000)));
        store.append(steps.host, steps.use(2, steps.instance(0, 1, 1)));

        assertThat(line(MetricKind.REQUESTS_2XX, 0, 3)).containsExactly(10, 0, Double.NaN);
    }

    @Test
    void computesPercentilesFromTheSumOfHistograms() {
        store.append(steps.host, steps.traffic(1, steps.answers(0, 98, 1_000), steps.answers(1, 2, 900_000)));

        assertThat(line(MetricKind.LATENCY_P50, 0, 1)[0]).isCloseTo(1, within(0.125));
        assertThat(line(MetricKind.LATENCY_P95, 0, 1)[0]).isCloseTo(1, within(0.125));
        assertThat(line(MetricKind.LATENCY_P99, 0, 2)[0]).isCloseTo(900, within(112.5));
        assertThat(line(MetricKind.LATENCY_P99, 0, 2)[1]).isNaN();
    }

    @Test
    void goesOnAfterARestart() {
        store.append(steps.host, steps.use(1, steps.instance(0, 100, 10)));
        store.close();

        store = new RrdMetricStore(folder, AT_STEP_60);
        store.append(steps.host, steps.use(2, steps.instance(0, 200, 10)));

        assertThat(line(MetricKind.CPU_MILLIS, 0, 2)).containsExactly(100, 200);
    }

    @Test
    void ignoresAStepThatIsNotNewer() {
        store.append(steps.host, steps.use(2, steps.instance(0, 200, 10)));
        store.append(steps.host, steps.use(2, steps.instance(0, 900, 10)));
        store.append(steps.host, steps.use(1, steps.instance(0, 900, 10)));

        assertThat(line(MetricKind.CPU_MILLIS, 0, 2)).containsExactly(Double.NaN, 200);
    }

    @Test
    void answersLongRangesWithAtMostAThousandPoints() {
        for (int step = 1; step <= 60; step++) {
            store.append(steps.host, steps.use(step, steps.instance(0, 600, 10)));
        }

        for (var range : new Duration[] {Duration.ofHours(23), Duration.ofDays(6), Duration.ofDays(59)}) {
            var to = AT_STEP_60.instant();
            var series =
                    store.query(new MetricQuery(steps.app, Set.of(MetricKind.CPU_MILLIS), to.minus(range), to, false));
            assertThat(series.times()).hasSizeBetween(500, 1_000).isSorted();
            assertThat(Arrays.stream(series.lines().getFirst().values()).filter(value -> !Double.isNaN(value)))
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(value).isCloseTo(600, within(0.001)));
        }
    }

    @Test
    void dropsEverythingOfAnAppAndNothingOfAnother() throws IOException {
        var other = new Steps();
        store.append(steps.host, steps.use(1, steps.instance(0, 100, 10)));
        store.append(steps.host, steps.traffic(1, steps.answers(0, 1, 1_000)));
        store.append(other.host, other.use(1, other.instance(0, 100, 10)));

        store.drop(steps.app);
        store.drop(steps.app);

        assertThat(folder.resolve(steps.app.toString())).doesNotExist();
        assertThat(folder.resolve(other.app.toString())).isNotEmptyDirectory();
        assertThat(line(MetricKind.CPU_MILLIS, 0, 1)).containsExactly(Double.NaN);
    }

    @Test
    void keepsFewFilesOpen() {
        try (var pool = new RrdPool()) {
            for (int index = 0; index < 300; index++) {
                var file = SeriesFile.of(folder, SeriesFile.Content.USE, index, steps.host);
                pool.use(file.path(), () -> file.definition(Steps.end(1).getEpochSecond()), series -> 0);
            }
            assertThat(pool.open()).isLessThanOrEqualTo(RrdPool.STRIPES * RrdPool.OPEN_PER_STRIPE);
        }
    }

    @Test
    void beginsADamagedFileAnew() throws IOException {
        store.append(steps.host, steps.use(1, steps.instance(0, 100, 10)));
        store.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "not a series");
            }
        }

        store = new RrdMetricStore(folder, AT_STEP_60);
        assertThat(line(MetricKind.CPU_MILLIS, 0, 1)).containsExactly(Double.NaN);
        store.append(steps.host, steps.use(2, steps.instance(0, 200, 10)));

        assertThat(line(MetricKind.CPU_MILLIS, 0, 2)).containsExactly(Double.NaN, 200);
    }

    @Test
    void forgetsSeriesThatNobodyWroteForSixtyDays() throws IOException {
        store.append(steps.host, steps.use(1, steps.instance(0, 100, 10)));
        var inThreeMonths = Clock.fixed(Instant.now().plus(Duration.ofDays(90)), ZoneOffset.UTC);

        try (var later = new RrdMetricStore(folder, inThreeMonths)) {
            later.forgetOld();
        }

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private double[] line(MetricKind kind, long fromStep, long toStep) {
        return query(EnumSet.of(kind), fromStep, toStep, false)
                .lines()
                .getFirst()
                .values();
    }

    private MetricSeries query(Set<MetricKind> kinds, long fromStep, long toStep, boolean perInstance) {
        return store.query(new MetricQuery(steps.app, kinds, Steps.end(fromStep), Steps.end(toStep), perInstance));
    }
}
