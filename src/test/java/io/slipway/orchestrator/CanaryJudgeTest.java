package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.metrics.ReleaseFigures;
import io.slipway.orchestrator.CanaryJudge.Sight;
import io.slipway.orchestrator.CanaryJudge.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CanaryJudgeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final CanaryGuard GUARD = new CanaryGuard(5, 20, Duration.ofMillis(500));
    private static final DeploymentPace BEGUN = DeploymentPace.of(new DeploymentStrategy.Canary(
            List.of(
                    new CanaryStep(10, Duration.ofMinutes(2)),
                    new CanaryStep(50, null),
                    new CanaryStep(100, Duration.ZERO)),
            GUARD));

    @Test
    void waitsForTheStepsInstances() {
        assertThat(CanaryJudge.judge(BEGUN, starting(), NOW)).isEqualTo(new Verdict.Hold());
    }

    @Test
    void givesTheStepsShareOnceItsInstancesServe() {
        assertThat(CanaryJudge.judge(BEGUN, seen(0, 0), NOW)).isEqualTo(new Verdict.Reached());
    }

    @Test
    void holdsTheStepForItsTime() {
        var reached = BEGUN.reached(NOW);

        assertThat(CanaryJudge.judge(reached, seen(100, 0), NOW.plusSeconds(119)))
                .isEqualTo(new Verdict.Hold());
        assertThat(CanaryJudge.judge(reached, seen(100, 0), NOW.plusSeconds(120)))
                .isEqualTo(new Verdict.Passed());
    }

    @Test
    void leavesAStepWithoutATimeToPeople() {
        var byHand = BEGUN.reached(NOW).advanced().reached(NOW);

        assertThat(CanaryJudge.judge(byHand, seen(100, 0), NOW.plus(Duration.ofDays(9))))
                .isEqualTo(new Verdict.Hold());
    }

    @Test
    void goesNoFurtherWhileItPauses() {
        var paused = BEGUN.reached(NOW).paused(true);

        assertThat(CanaryJudge.judge(paused, seen(100, 0), NOW.plusSeconds(500)))
                .isEqualTo(new Verdict.Hold());
        assertThat(CanaryJudge.judge(BEGUN.paused(true), seen(0, 0), NOW)).isEqualTo(new Verdict.Hold());
    }

    @Test
    void isTakenBackByItsErrorsAndSaysSoWithNumbers() {
        var reached = BEGUN.reached(NOW);

        assertThat(CanaryJudge.judge(reached, seen(250, 30), NOW.plusSeconds(20)))
                .isEqualTo(
                        new Verdict.Broken("As a canary at 10 % of the requests: 5xx 12.0 % of 250 requests, limit 5 %."
                                + " Look at its logs, then deploy again."));
    }

    @Test
    void isTakenBackByItsSlowness() {
        var reached = BEGUN.reached(NOW);
        var slow = new Sight(true, 0, null, new ReleaseFigures(40, 0, 812.4));

        assertThat(CanaryJudge.judge(reached, slow, NOW))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.cause()).contains("p95 812 ms of 40 requests, limit 500 ms"));
    }

    @Test
    void isTakenBackWhenAnInstanceStaysIll() {
        var reached = BEGUN.reached(NOW);
        var ill = new Sight(false, 1, NOW, ReleaseFigures.NONE);

        assertThat(CanaryJudge.judge(reached, ill, NOW.plusSeconds(29))).isEqualTo(new Verdict.Hold());
        assertThat(CanaryJudge.judge(reached, ill, NOW.plusSeconds(30)))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.cause())
                                .contains("1 of its instances failed the health check for 30 s"));
    }

    @Test
    void isTakenBackThoughItPauses() {
        var paused = BEGUN.reached(NOW).paused(true);

        assertThat(CanaryJudge.judge(paused, seen(100, 100), NOW)).isInstanceOf(Verdict.Broken.class);
    }

    @Property
    void errorsEndItExactlyWhenTheyAreMoreThanTheLimitAndEnoughToJudge(
            @ForAll @LongRange(min = 0, max = 2_000) long requests,
            @ForAll @LongRange(min = 0, max = 2_000) long errorsAtMost,
            @ForAll @IntRange(min = 0, max = 100) int limit,
            @ForAll @IntRange(min = 1, max = 500) int minRequests) {
        long errors = Math.min(errorsAtMost, requests);
        var steps = List.of(new CanaryStep(100, null));
        var pace = DeploymentPace.of(new DeploymentStrategy.Canary(steps, new CanaryGuard(limit, minRequests, null)))
                .reached(NOW);

        var verdict = CanaryJudge.judge(pace, seen(requests, errors), NOW);

        boolean isTooMany = requests >= minRequests && errors * 100 > limit * requests;
        assertThat(verdict instanceof Verdict.Broken).isEqualTo(isTooMany);
    }

    private static Sight starting() {
        return new Sight(false, 0, null, ReleaseFigures.NONE);
    }

    private static Sight seen(long requests, long errors) {
        return new Sight(true, 0, null, new ReleaseFigures(requests, errors, 20));
    }
}
