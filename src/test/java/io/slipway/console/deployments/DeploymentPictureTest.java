package io.slipway.console.deployments;

import static io.slipway.console.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.apps.DeploymentView;
import io.slipway.console.components.StateKind;
import io.slipway.console.components.StepList;
import io.slipway.kernel.DeploymentId;
import io.slipway.metrics.ReleaseFigures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentPictureTest {

    private static final DeploymentStrategy CANARY = new DeploymentStrategy.Canary(
            List.of(
                    new CanaryStep(10, Duration.ofMinutes(2)),
                    new CanaryStep(50, null),
                    new CanaryStep(100, Duration.ofSeconds(30))),
            new CanaryGuard(5, 20, Duration.ofMillis(400)));

    @Test
    void putsTheFiguresOfACanaryBesideItsLimits() {
        var picture = picture(DeploymentPace.of(CANARY).reached(NOON), new ReleaseFigures(240, 6, 120));

        assertThat(picture.headline()).isEqualTo("v2 is a canary beside v1");
        assertThat(picture.shareInWords()).isEqualTo("v2 has 10 % of the requests");
        assertThat(picture.sides())
                .extracting(side -> side.release() + " " + side.share() + " " + side.errors() + " " + side.p95())
                .containsExactly("v2 10 % 2.5 % (limit 5 %) 120 ms (limit 400 ms)", "v1 90 % 0 % 80 ms");
        assertThat(picture.limits()).contains("5 %", "400 ms", "20 requests");
    }

    @Test
    void tellsWhichStepWasIsAndComes() {
        var picture = picture(DeploymentPace.of(CANARY).reached(NOON).advanced(), ReleaseFigures.NONE);

        assertThat(picture.steps())
                .extracting(StepList.Step::kind)
                .containsExactly(StateKind.RUNNING, StateKind.PROGRESS, StateKind.PENDING);
        assertThat(picture.steps())
                .extracting(StepList.Step::detail)
                .containsExactly("passed", "0 of 2 instances serve", "4 instances, for 30 s");
    }

    @Test
    void showsTheInstancesOfARollingDeployment() {
        var picture = picture(DeploymentPace.ORDINARY.paused(true), ReleaseFigures.NONE);

        assertThat(picture.headline()).isEqualTo("v2 replaces v1, paused");
        assertThat(picture.share()).isZero();
        assertThat(picture.steps()).isEmpty();
        assertThat(picture.limits()).isEmpty();
    }

    private static DeploymentPicture picture(DeploymentPace pace, ReleaseFigures ofNew) {
        var deployment = new DeploymentView(
                DeploymentId.create(),
                2,
                1,
                DeploymentView.State.RUNNING,
                "image deployed",
                "mia",
                NOON,
                null,
                null,
                pace);
        return new DeploymentPicture(deployment, 4, List.of(), ofNew, new ReleaseFigures(2_000, 0, 80));
    }
}
