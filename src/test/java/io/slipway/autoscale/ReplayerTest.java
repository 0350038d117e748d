package io.slipway.autoscale;

import static io.slipway.autoscale.LoadBuilder.loads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipway.autoscale.Replay.Point;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayerTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final AutoscalePolicy POLICY = AutoscalePolicy.between(1, 4, new AutoscaleRule(Signal.REQUESTS, 50));

    @Test
    void keepsTheTotalAndDividesItByTheNumberThatItWouldHaveHad() {
        var day = loads().requests(60, 2, 40).requests(60, 2, 180).requests(60, 2, 40);

        var replay = Replayer.replay(POLICY, day.build(MINUTE), MINUTE);

        assertThat(replay.points()).extracting(Point::ran).containsOnly(2);
        assertThat(replay.points().get(59).chosen()).isEqualTo(1);
        assertThat(replay.points().get(119).chosen()).isEqualTo(4);
        assertThat(replay.points().getLast().chosen()).isEqualTo(1);
        assertThat(replay.moves()).isEqualTo(3);
        assertThat(replay.ranHours()).isCloseTo(6, within(0.01));
        assertThat(replay.chosenHours()).isBetween(5.5, 6.6);
    }

    @Test
    void tellsHowLongItWouldHaveBeenAtItsMaximum() {
        var replay = Replayer.replay(
                POLICY, loads().requests(30, 4, 190).requests(12, 4, 900).build(MINUTE), MINUTE);

        assertThat(replay.shortOf()).isEqualTo(Duration.ofMinutes(12));
        assertThat(ReplayWords.summary(replay)).contains("12 min at the maximum while more was asked for");
    }

    @Test
    void aGapIsNeitherDecidedAboutNorCounted() {
        var replay = Replayer.replay(
                POLICY,
                loads().requests(30, 3, 140).gap(60).requests(30, 3, 140).build(MINUTE),
                MINUTE);

        assertThat(replay.known()).isEqualTo(Duration.ofMinutes(60));
        assertThat(replay.ranHours()).isCloseTo(3, within(0.01));
        assertThat(replay.points().get(45).isKnown()).isFalse();
        assertThat(replay.moves()).isZero();
    }

    @Test
    void withoutAnyRecordItSaysSo() {
        var replay = Replayer.replay(POLICY, loads().gap(1440).build(MINUTE), MINUTE);

        assertThat(ReplayWords.summary(replay)).startsWith("Nothing was measured");
        assertThat(Replayer.replay(POLICY, List.of(), MINUTE).points()).isEmpty();
    }

    @Test
    void aWholeDayTakesFarLessThanASecond() {
        var all = new AutoscalePolicy(
                true,
                1,
                20,
                List.of(
                        new AutoscaleRule(Signal.CPU, 60),
                        new AutoscaleRule(Signal.MEMORY, 80),
                        new AutoscaleRule(Signal.REQUESTS, 50),
                        new AutoscaleRule(Signal.LATENCY, 200)),
                List.of(),
                Duration.ofSeconds(60),
                AutoscaleLimits.LONGEST_COOL_DOWN,
                4);
        var day = loads().requests(720, 5, 300).p95(720, 5, 150).build(MINUTE);

        long began = System.nanoTime();
        var replay = Replayer.replay(all, day, MINUTE);

        assertThat(replay.points()).hasSize(1440);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }
}
