package io.slipway.autoscale;

import static io.slipway.autoscale.LoadBuilder.NOW;
import static io.slipway.autoscale.LoadBuilder.loads;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerTest {

    private static final AutoscaleRule CPU_60 = new AutoscaleRule(Signal.CPU, 60);
    private static final AutoscaleRule MEMORY_80 = new AutoscaleRule(Signal.MEMORY, 80);
    private static final AutoscaleRule FIFTY_A_SECOND = new AutoscaleRule(Signal.REQUESTS, 50);
    private static final AutoscaleRule WITHIN_200_MS = new AutoscaleRule(Signal.LATENCY, 200);
    private static final AutoscalePolicy BY_CPU = AutoscalePolicy.between(2, 8, CPU_60);

    /** Half an hour of the same. */
    private static final int LONG = 180;

    @ParameterizedTest(name = "{0} instances at {1} % become {2}")
    @CsvSource({
        "4, 60, 4", // just at the target
        "4, 65, 4", // within the tolerance of a tenth
        "4, 55, 4",
        "4, 72, 5", // 4 × 72 / 60 = 4.8
        "4, 90, 6",
        "4, 200, 8", // asks for 14, the maximum is 8
        "4, 40, 3", // 2.7
        "4, 1, 2", // the minimum
        "8, 1, 4", // four at once
        "2, 199, 6", // asks for 7, four at once
    })
    void holdsCpuAtItsTarget(int current, double percent, int wanted) {
        var decision = decide(BY_CPU, current, loads().cpu(LONG, current, percent));

        assertThat(decision.wanted()).isEqualTo(wanted);
        assertThat(decision.isMove()).isEqualTo(wanted != current);
    }

    @Test
    void tellsWhatItSawAndWhatItAsksFor() {
        var decision = decide(BY_CPU, 4, loads().cpu(LONG, 4, 200));

        assertThat(decision.words()).isEqualTo("CPU 200 %, target 60 %, asks for 14; at most 4 at once");
        assertThat(decision.wished()).isEqualTo(14);
        assertThat(decide(BY_CPU, 7, loads().cpu(LONG, 7, 100)).words())
                .isEqualTo("CPU 100 %, target 60 %, asks for 12; the maximum is 8");
    }

    @Test
    void theRuleThatAsksForMostWins() {
        var policy = AutoscalePolicy.between(2, 20, CPU_60, MEMORY_80, FIFTY_A_SECOND);
        var load = new Load(NOW, 4, 0, 4 * 30, 4 * 85, 330, 20);

        var decision = decide(policy, 4, loads().add(LONG, load));

        assertThat(decision.wanted()).isEqualTo(7);
        assertThat(decision.reason()).isEqualTo("Requests 83/s, target 50/s, asks for 7");
        assertThat(decision.readings()).extracting(Reading::wish).containsExactly(2, 4, 7);
    }

    @Test
    void slowAnswersAskForMoreAndNoAnswersForNone() {
        var policy = AutoscalePolicy.between(1, 8, WITHIN_200_MS);

        assertThat(decide(policy, 3, loads().p95(LONG, 3, 400)).wanted()).isEqualTo(6);
        assertThat(decide(policy, 3, loads().p95(LONG, 3, 210)).wanted()).isEqualTo(3);
        assertThat(decide(policy, 3, loads().quiet(LONG, 3)).wanted()).isEqualTo(1);
    }

    @Test
    void waitsForTheCoolDownAfterAMoveBeforeItAddsMore() {
        var load = loads().cpu(LONG, 4, 120).build();

        var early = decide(BY_CPU, 4, load, NOW.minusSeconds(40));
        var late = decide(BY_CPU, 4, load, NOW.minusSeconds(60));

        assertThat(early.isMove()).isFalse();
        assertThat(early.heldBack()).isEqualTo("waits for the cool-down after the last move");
        assertThat(early.due()).isEqualTo(NOW.plusSeconds(20));
        assertThat(late.wanted()).isEqualTo(8);
    }

    @Test
    void takesNoneAwayBeforeLessWasEnoughForTheWholeCoolDown() {
        // Ten steps ago it was busy still.
        var load = loads().cpu(LONG, 4, 60).cpu(10, 4, 10);

        var decision = decide(BY_CPU, 4, load);

        assertThat(decision.isMove()).isFalse();
        assertThat(decision.heldBack()).isEqualTo("4 were needed within the last cool-down");
        assertThat(decision.due()).isEqualTo(NOW.minusSeconds(100).plusSeconds(300));
        assertThat(decide(BY_CPU, 4, loads().cpu(LONG, 4, 60).cpu(40, 4, 10)).wanted())
                .isEqualTo(2);
    }

    @Test
    void fallsOnlyToTheMostThatWasNeededLately() {
        var load = loads().cpu(LONG, 6, 60).cpu(10, 6, 38).cpu(15, 6, 10);

        var decision = decide(BY_CPU, 6, load);

        assertThat(decision.wanted()).isEqualTo(6);
        var later = decide(BY_CPU, 6, loads().cpu(25, 6, 38).cpu(8, 6, 10));
        assertThat(later.wanted()).isEqualTo(4);
        assertThat(later.words())
                .isEqualTo("CPU 10 %, target 60 %, asks for 1; 4 were needed within the last cool-down");
    }

    @Test
    void whatIsNotMeasuredTakesNoInstanceAwayButOtherRulesMayAdd() {
        var policy = AutoscalePolicy.between(1, 8, CPU_60, FIFTY_A_SECOND);
        var cpuOnly = new Load(NOW, 4, 0, 4 * 10, 0, Double.NaN, Double.NaN);
        var busy = new Load(NOW, 4, 0, 4 * 120, 0, Double.NaN, Double.NaN);

        var idle = decide(policy, 4, loads().add(LONG, cpuOnly));

        assertThat(idle.wanted()).isEqualTo(4);
        assertThat(idle.words()).isEqualTo("nothing was measured lately of Requests");
        assertThat(decide(policy, 4, loads().add(LONG, busy)).wanted()).isEqualTo(8);
    }

    @Test
    void aGapWithinTheCoolDownTakesNoInstanceAway() {
        var decision = decide(BY_CPU, 4, loads().cpu(LONG, 4, 10).gap(4).cpu(10, 4, 10));

        assertThat(decision.isMove()).isFalse();
        assertThat(decision.heldBack()).isEqualTo("some of the last cool-down was not measured");
    }

    @Test
    void oneMissingStepIsNoGap() {
        var decision = decide(BY_CPU, 4, loads().cpu(LONG, 4, 10).gap(1).cpu(10, 4, 10));

        assertThat(decision.wanted()).isEqualTo(2);
    }

    @Test
    void saysWhenNothingWasMeasured() {
        var decision = decide(BY_CPU, 4, loads().cpu(10, 4, 100).gap(3));

        assertThat(decision.isMove()).isFalse();
        assertThat(decision.words()).isEqualTo("nothing was measured lately of CPU");
        assertThat(decision.readings())
                .singleElement()
                .satisfies(reading -> assertThat(reading.isKnown()).isFalse());
    }

    @Test
    void instancesThatHaveJustStartedAreNotInTheAverageAndAskForNobody() {
        // Two of four bear 100 % each: 200 / 60 = 3.3, fewer than there are already.
        var decision = decide(BY_CPU, 4, loads().cpuOfSome(LONG, 2, 2, 100));

        assertThat(decision.readings().getFirst().value()).isEqualTo(100);
        assertThat(decision.isMove()).isFalse();
    }

    @Test
    void instancesThatHaveJustStartedAreNotTakenForIdle() {
        var decision = decide(BY_CPU, 4, loads().cpuOfSome(LONG, 2, 2, 55));

        assertThat(decision.wanted()).isEqualTo(4);
    }

    @Test
    void theBoundsHoldAtOnceWhateverElseThereIs() {
        var moved = NOW.minusSeconds(1);

        var below = decide(BY_CPU, 1, loads().gap(3).build(), moved);
        var above = decide(BY_CPU, 20, loads().cpu(LONG, 20, 90).build(), moved);

        assertThat(below.wanted()).isEqualTo(2);
        assertThat(below.reason()).isEqualTo("fewer than the minimum of 2");
        assertThat(above.wanted()).isEqualTo(8);
        assertThat(above.reason()).isEqualTo("more than the maximum of 8");
    }

    @Test
    void movesOnlyAsFarAsTheHostsHaveRoom() {
        var seen = Situation.plain(NOW, 4, loads().cpu(LONG, 4, 200).build(), null)
                .with(new Room(6, "no host has 256 MB free (best: 100 MB)"));

        var decision = Autoscaler.decide(BY_CPU, seen);

        assertThat(decision.wanted()).isEqualTo(6);
        assertThat(decision.heldBack()).isEqualTo("wanted 8, only 6 fit: no host has 256 MB free (best: 100 MB)");
        var full = Autoscaler.decide(BY_CPU, seen.with(new Room(3, "no host is ready")));
        assertThat(full.isMove()).isFalse();
        assertThat(full.heldBack()).isEqualTo("wanted 8, only 4 fit: no host is ready");
    }

    @Test
    void nothingMovesInAPauseNotEvenToTheBounds() {
        var seen =
                new Situation(NOW, 1, loads().cpu(LONG, 1, 200).build(), null, Room.ENOUGH, "a canary is on trial", "");

        var decision = Autoscaler.decide(BY_CPU, seen);

        assertThat(decision.isMove()).isFalse();
        assertThat(decision.words()).isEqualTo("a canary is on trial");
    }

    @Test
    void takesNoneAwayWhileSomethingSpeaksAgainstIt() {
        var idle = new Situation(
                NOW, 4, loads().cpu(LONG, 4, 1).build(), null, Room.ENOUGH, "", "a deployment is under way");
        var busy = new Situation(
                NOW, 4, loads().cpu(LONG, 4, 120).build(), null, Room.ENOUGH, "", "a deployment is under way");

        assertThat(Autoscaler.decide(BY_CPU, idle).heldBack()).isEqualTo("a deployment is under way");
        assertThat(Autoscaler.decide(BY_CPU, busy).wanted()).isEqualTo(8);
    }

    @Test
    void aScheduleHoldsItsOwnBounds() {
        var policy = scheduled(List.of(CPU_60), schedule(4, 10), schedule(6, 7));

        var decision = decide(policy, 2, loads().cpu(LONG, 2, 10));

        assertThat(decision.wanted()).isEqualTo(6);
        assertThat(decision.bounds())
                .extracting(Bounds::minimum, Bounds::maximum)
                .containsExactly(6, 10);
        assertThat(decision.reason())
                .isEqualTo("fewer than the minimum of 6 by the schedule Mon 09:00–17:00 Z,"
                        + " the highest of 2 that hold now");
    }

    @Test
    void withoutRulesThereAreAsFewAsTheBoundsAllow() {
        var policy = scheduled(List.of(), schedule(4, 10));

        assertThat(decide(policy, 7, loads().cpu(LONG, 7, 100)).wanted()).isEqualTo(4);
        assertThat(decide(policy, 4, loads().gap(3)).words())
                .isEqualTo("no rule asks for more than the minimum of 4 by the schedule Mon 09:00–17:00 Z");
    }

    private static Decision decide(AutoscalePolicy policy, int current, LoadBuilder loads) {
        return decide(policy, current, loads.build(), null);
    }

    private static Decision decide(AutoscalePolicy policy, int current, List<Load> loads, @Nullable Instant lastMove) {
        return Autoscaler.decide(policy, Situation.plain(NOW, current, loads, lastMove));
    }

    private static Schedule schedule(int minimum, int maximum) {
        return new Schedule(
                EnumSet.of(DayOfWeek.MONDAY),
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                ZoneOffset.UTC,
                minimum,
                maximum);
    }

    private static AutoscalePolicy scheduled(List<AutoscaleRule> rules, Schedule... schedules) {
        return new AutoscalePolicy(
                true, 1, 3, rules, List.of(schedules), Duration.ofSeconds(60), Duration.ofSeconds(300), 4);
    }
}
