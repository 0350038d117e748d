package io.slipway.console.overview;

import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.Examples.deployment;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentView.State;
import io.slipway.console.overview.FirstDeploySteps.Line;
import io.slipway.console.overview.FirstDeploySteps.Status;
import io.slipway.console.testing.Examples;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstDeployStepsTest {

    @Test
    void waitsForTheSchedulerUntilThereIsAnInstance() {
        var steps = running(List.of());

        assertThat(steps.current()).contains(DeployStep.PLACED);
        assertThat(line(steps, DeployStep.PLACED).detail()).isEqualTo("Waiting for the scheduler");
    }

    @Test
    void tellsWhyNoHostIsFound() {
        var steps = running(List.of(row(0).in(InstanceState.PENDING)
                .unplaced("No host has 256 MB free (best: 100 MB).")
                .build()));

        assertThat(line(steps, DeployStep.PLACED))
                .isEqualTo(new Line(DeployStep.PLACED, Status.ACTIVE, "No host has 256 MB free (best: 100 MB)."));
    }

    @Test
    void showsTheAgentsProgressWhileItStarts() {
        var steps = running(List.of(
                row(0).in(InstanceState.PREPARING).progress("Pulling 40 %").build()));

        assertThat(line(steps, DeployStep.START).detail()).isEqualTo("Pulling 40 %");
        assertThat(line(steps, DeployStep.PLACED)).isEqualTo(new Line(DeployStep.PLACED, Status.DONE, "on host-a"));
    }

    @Test
    void followsTheInstanceThatIsFurthest() {
        var steps = running(List.of(
                row(0).in(InstanceState.PENDING).build(),
                row(1).in(InstanceState.STARTING).build()));

        assertThat(steps.current()).contains(DeployStep.HEALTH);
        assertThat(line(steps, DeployStep.HEALTH).detail()).isEqualTo("Waiting for port 8080");
    }

    @Test
    void waitsForTheRouteOnceTheProbePassed() {
        assertThat(running(List.of(row(0).build())).current()).contains(DeployStep.ROUTE);
    }

    @Test
    void isDoneWhenTheDeploymentSucceeded() {
        var steps = FirstDeploySteps.of(app("shop", deployment(State.SUCCEEDED, 1, 0, null)), List.of(row(0).build()));

        assertThat(steps.current()).isEmpty();
        assertThat(steps.lines()).extracting(Line::status).containsOnly(Status.DONE);
    }

    @Test
    void failsAtHealthWithTheDeploymentsCause() {
        var steps = FirstDeploySteps.of(
                app("shop", deployment(State.FAILED, 1, 0, "Nothing listened on port 8080. Set the port.")),
                List.of(row(0).in(InstanceState.FAILED)
                        .because("probe-timeout", "No answer.")
                        .build()));

        assertThat(line(steps, DeployStep.HEALTH))
                .isEqualTo(new Line(DeployStep.HEALTH, Status.FAILED, "Nothing listened on port 8080. Set the port."));
        assertThat(line(steps, DeployStep.ROUTE).status()).isEqualTo(Status.WAITING);
    }

    @Test
    void keepsTellingTheCrashWhileTheNextTryBacksOff() {
        var steps = running(List.of(
                row(0).incarnation(2)
                        .in(InstanceState.PENDING)
                        .notBefore(Examples.NOON.plusSeconds(30))
                        .build(),
                row(0).in(InstanceState.FAILED)
                        .exit(1)
                        .because("exited", "The process ended with code 1.")
                        .build()));

        assertThat(line(steps, DeployStep.START))
                .isEqualTo(new Line(DeployStep.START, Status.ACTIVE, "The process ended with code 1."));
    }

    @Test
    void isNoFirstDeploymentOnceSomethingRanBefore() {
        assertThat(FirstDeploySteps.isFirstDeploy(app("shop", deployment(State.RUNNING, 1, 0, null))))
                .isTrue();
        assertThat(FirstDeploySteps.isFirstDeploy(app("shop", deployment(State.RUNNING, 2, 1, null))))
                .isFalse();
        assertThat(FirstDeploySteps.isFirstDeploy(app("shop", deployment(State.SUCCEEDED, 1, 0, null))))
                .isFalse();
    }

    private static FirstDeploySteps running(List<InstanceRow> rows) {
        return FirstDeploySteps.of(app("shop", deployment(State.RUNNING, 1, 0, null)), rows);
    }

    private static Line line(FirstDeploySteps steps, DeployStep step) {
        return steps.lines().stream()
                .filter(line -> line.step() == step)
                .findFirst()
                .orElseThrow();
    }
}
