package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeploymentPaceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void keepsItsShareUntilTheNextStepIsReached() {
        var pace = DeploymentPace.of(DeploymentStrategy.DEFAULT_CANARY).reached(NOW);
        assertThat(pace.isReached()).isTrue();

        var next = pace.advanced();

        assertThat(next.isReached()).isFalse();
        assertThat(next.share()).isEqualTo(10);
        assertThat(next.reached(NOW).share()).isEqualTo(50);
    }

    @Test
    void isNoTrialPastItsLastStep() {
        var pace = DeploymentPace.of(DeploymentStrategy.DEFAULT_CANARY);
        for (int i = 0; i < 3; i++) {
            assertThat(pace.isTrial()).isTrue();
            pace = pace.reached(NOW).advanced();
        }

        assertThat(pace.isTrial()).isFalse();
        assertThat(pace.share()).isEqualTo(100);
        assertThat(pace.reached(NOW)).isEqualTo(pace);
    }

    @Test
    void survivesItsColumn() {
        var guard = new CanaryGuard(3, 50, Duration.ofMillis(250));
        var canary = new DeploymentStrategy.Canary(
                List.of(new CanaryStep(20, 2, null), new CanaryStep(100, Duration.ofSeconds(30))), guard);

        assertThat(StrategyCodec.ofText(StrategyCodec.toText(canary))).isEqualTo(canary);
        assertThat(StrategyCodec.ofText(StrategyCodec.toText(DeploymentStrategy.DEFAULT)))
                .isEqualTo(DeploymentStrategy.DEFAULT);
        assertThat(StrategyCodec.ofText(StrategyCodec.toText(new DeploymentStrategy.Rolling(3))))
                .isEqualTo(new DeploymentStrategy.Rolling(3));
    }

    @Property
    void aStepHasAtLeastOneInstanceAndNeverMoreThanTheApp(
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll @IntRange(min = 0, max = 100) int instances,
            @ForAll @IntRange(min = 1, max = 100) int wanted) {
        int made = new CanaryStep(percent, instances, null).instancesOf(wanted);

        assertThat(made).isBetween(1, wanted);
        if (percent == 100) {
            assertThat(made).isEqualTo(wanted);
        } else if (instances == 0) {
            assertThat(made * 100).isGreaterThanOrEqualTo(wanted * percent);
        }
    }
}
