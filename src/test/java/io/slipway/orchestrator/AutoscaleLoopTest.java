package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentStrategy;
import io.slipway.autoscale.AutoscaleLedger.Watched;
import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleRule;
import io.slipway.autoscale.Decision;
import io.slipway.autoscale.DecisionBoard;
import io.slipway.autoscale.Signal;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.DataSize;
import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.ProcessMetricQuery;
import io.slipway.placement.PlacementProperties;
import io.slipway.scheduler.PlacementPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The real loop over the simulated platform: what its instances bear follows from how many there are. */
class AutoscaleLoopTest {

    private static final double CPU_MILLIS = 250;
    private static final int STEP_SECONDS = 10;

    private final Simulation simulation = new Simulation(2, new Random(7));
    private final List<Decision> moves = new ArrayList<>();
    private final DecisionBoard board = new DecisionBoard();
    private final Map<Long, Map<Integer, Double>> recorded = new HashMap<>();
    private AutoscalePolicy policy = AutoscalePolicy.between(2, 8, new AutoscaleRule(Signal.CPU, 60));
    private @Nullable Instant lastMove;
    private double totalPercent;
    private boolean deaf;
    private boolean refusing;
    private AutoscaleSight sight = sight();
    private AutoscaleLoop loop = loop();

    @Test
    void followsTheLoadUpAndDownAndSaysWhy() {
        start(2);
        totalPercent = 400;

        runFor(Duration.ofMinutes(4));
        assertThat(simulation.wanted.spec().wanted()).isEqualTo(7);
        assertThat(moves.getFirst().words()).isEqualTo("CPU 107 %, target 60 %, asks for 4");

        totalPercent = 30;
        runFor(Duration.ofMinutes(4));
        assertThat(simulation.wanted.spec().wanted()).as("within the cool-down").isEqualTo(7);
        runFor(Duration.ofMinutes(10));
        assertThat(simulation.wanted.spec().wanted()).isEqualTo(2);
        assertThat(moves).extracting(Decision::wanted).containsExactly(4, 6, 7, 5, 2);
        simulation.settle();
        simulation.assertSettled();
    }

    @Test
    void anotherServerGoesOnWhereThisOneEnded() {
        start(2);
        totalPercent = 400;
        runFor(Duration.ofMinutes(2));
        int before = moves.size();

        sight = sight();
        loop = loop();
        runFor(Duration.ofSeconds(30));

        assertThat(moves).as("nothing doubled").hasSize(before);
        runFor(Duration.ofMinutes(2));
        assertThat(simulation.wanted.spec().wanted()).isEqualTo(7);
    }

    @Test
    void aDecisionThatWasNotCarriedOutIsMadeAgain() {
        start(2);
        totalPercent = 400;
        refusing = true;
        runFor(Duration.ofMinutes(1));
        assertThat(moves).isEmpty();

        refusing = false;
        runFor(Duration.ofSeconds(20));

        assertThat(moves).hasSize(1);
    }

    @Test
    void whatAPersonScalesStaysUntilTheCoolDownIsOver() {
        start(2);
        totalPercent = 130;
        runFor(Duration.ofMinutes(2));
        assertThat(simulation.wanted.spec().wanted())
                .as("65 % each is within the tolerance")
                .isEqualTo(2);

        scaleByHand(8);
        runFor(Duration.ofSeconds(290));
        assertThat(simulation.wanted.spec().wanted()).isEqualTo(8);
        assertThat(decision().heldBack()).isNotEmpty();

        runFor(Duration.ofMinutes(12));
        assertThat(simulation.wanted.spec().wanted())
                .as("from above, 43 % each")
                .isEqualTo(3);
    }

    @Test
    void addsOnlyWhatTheHostsCanHold() {
        simulation.hosts.replaceAll((id, host) -> TestHosts.of(DataSize.ofMebibytes(2 * 256), host));
        start(2);
        totalPercent = 600;

        runFor(Duration.ofMinutes(3));

        assertThat(simulation.wanted.spec().wanted()).isEqualTo(4);
        assertThat(decision().heldBack()).startsWith("wanted 8, only 4 fit: no host has 256 MB free");
        assertThat(simulation.store.pending()).isEmpty();
    }

    @Test
    void leavesACanaryAlone() {
        start(2);
        simulation.wanted.deploy(true, DeploymentStrategy.DEFAULT_CANARY);
        loop.forget(simulation.wanted.spec().processId());
        totalPercent = 600;

        runFor(Duration.ofMinutes(1));

        assertThat(moves).isEmpty();
        assertThat(decision().words()).isEqualTo("a canary is on trial; the number stays until its end");
    }

    @Test
    void leavesAnAppThatRunsNothingAlone() {
        start(2);
        totalPercent = 600;
        scaleByHand(0);

        runFor(Duration.ofMinutes(1));

        assertThat(moves).isEmpty();
        assertThat(decision().words()).startsWith("it runs no instances now");
    }

    @Test
    void doesNotAddToWhatCrashes() {
        start(2);
        simulation.wanted.breakCurrentRelease();
        simulation.wanted.restart("again");
        totalPercent = 600;

        runFor(Duration.ofMinutes(1));

        assertThat(moves).isEmpty();
        assertThat(decision().words()).contains("more of them would not help");
    }

    @Test
    void saysSoWhenNothingIsMeasured() {
        start(4);
        deaf = true;

        runFor(Duration.ofMinutes(10));

        assertThat(moves).isEmpty();
        assertThat(decision().words()).isEqualTo("nothing was measured lately of CPU");
    }

    @Test
    void keepsItsInstancesWhileARouterCannotBeHeard() {
        policy = AutoscalePolicy.between(1, 8, new AutoscaleRule(Signal.REQUESTS, 50));
        start(2);
        totalPercent = 20;
        var silent = simulation.hosts.keySet().iterator().next();
        simulation.hosts.computeIfPresent(silent, (id, host) -> TestHosts.in(HostView.State.UNREACHABLE, host));

        runFor(Duration.ofMinutes(8));
        assertThat(moves).isEmpty();
        assertThat(decision().heldBack()).startsWith("a host is silent");

        runFor(Duration.ofMinutes(4));
        assertThat(simulation.wanted.spec().wanted()).isEqualTo(1);
    }

    @Test
    void forgetsWhatItSaidOfAPolicyThatIsGone() {
        start(2);
        assertThat(decision()).isNotNull();

        board.keep(List.of());

        assertThat(board.of(simulation.wanted.spec().processId())).isEmpty();
    }

    /** As the trigger does it after the commit. */
    private void scaleByHand(int instances) {
        simulation.wanted.scaleTo(instances);
        lastMove = simulation.clock.instant();
        loop.forget(simulation.wanted.spec().processId());
    }

    private void start(int instances) {
        simulation.wanted.scaleTo(instances);
        simulation.settle();
        totalPercent = 60 * instances;
        runFor(Duration.ofSeconds(90));
        moves.clear();
    }

    private Decision decision() {
        return board.of(simulation.wanted.spec().processId()).orElseThrow();
    }

    private void runFor(Duration time) {
        var end = simulation.clock.instant().plus(time);
        while (simulation.clock.instant().isBefore(end)) {
            simulation.tick();
            record();
            while (loop.loop().step()) {
                // Until nothing is due.
            }
        }
    }

    private void record() {
        long second = simulation.clock.instant().getEpochSecond();
        if (deaf || second % STEP_SECONDS != 0 || recorded.containsKey(second)) {
            return;
        }
        var serving = simulation.living().stream()
                .filter(InstanceRecord::routable)
                .map(InstanceRecord::index)
                .distinct()
                .toList();
        var used = new TreeMap<Integer, Double>();
        serving.forEach(index -> used.put(index, totalPercent / serving.size() * CPU_MILLIS / 100));
        recorded.put(second, used);
    }

    private MetricSeries series(ProcessMetricQuery query) {
        long last = query.to().getEpochSecond() / STEP_SECONDS * STEP_SECONDS;
        long first = query.from().getEpochSecond() / STEP_SECONDS * STEP_SECONDS + STEP_SECONDS;
        var times = new ArrayList<Long>();
        for (long second = first; second <= last; second += STEP_SECONDS) {
            times.add(second);
        }
        var lines = new TreeMap<Integer, double[]>();
        for (int at = 0; at < times.size(); at++) {
            int point = at;
            recorded.getOrDefault(times.get(at), Map.of())
                    .forEach((index, used) -> lines.computeIfAbsent(index, key -> unknown(times.size()))[point] = used);
        }
        return new MetricSeries(
                STEP_SECONDS,
                times,
                lines.entrySet().stream()
                        .map(line -> new MetricSeries.Line(MetricKind.CPU_MILLIS, null, line.getKey(), line.getValue()))
                        .toList());
    }

    private static double[] unknown(int points) {
        var values = new double[points];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private AutoscaleSight sight() {
        var placing = new PlacementProperties(8, Duration.ofMillis(50), PlacementPolicy.BALANCE);
        return new AutoscaleSight(
                simulation.wanted,
                simulation.store,
                this::series,
                () -> List.copyOf(simulation.hosts.values()),
                placing,
                Duration.ofSeconds(30),
                simulation.clock);
    }

    private AutoscaleLoop loop() {
        return new AutoscaleLoop(
                () -> List.of(new Watched(
                        simulation.wanted.spec().processId(),
                        simulation.wanted.spec().appId(),
                        policy,
                        lastMove)),
                this::move,
                board,
                sight,
                Duration.ofSeconds(10),
                simulation.clock);
    }

    /** As the ledger does it: the number must still be the one that was decided about. */
    private boolean move(Watched watched, Decision decision) {
        if (refusing || simulation.wanted.spec().wanted() != decision.current()) {
            return false;
        }
        simulation.wanted.scaleTo(decision.wanted());
        moves.add(decision);
        lastMove = simulation.clock.instant();
        sight.forget(watched.processId());
        return true;
    }
}
