package io.slipway.console.overview;

import static io.slipway.console.testing.Examples.NOON;
import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.Examples.deployment;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentView.State;
import io.slipway.iam.Permission;
import io.slipway.instances.InstanceState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void isSilentWhileAllIsWell() {
        assertThat(Problem.of(app("shop"), List.of(row(0).build()), NOON)).isEmpty();
    }

    @Test
    void countsCrashesOfAnIndexAndOffersMoreMemory() {
        var rows = List.of(
                row(0).incarnation(3).in(InstanceState.PENDING).build(),
                row(0).incarnation(2)
                        .in(InstanceState.FAILED)
                        .exit(137)
                        .outOfMemory()
                        .build(),
                row(0).in(InstanceState.FAILED)
                        .exit(137)
                        .outOfMemory()
                        .since(NOON.minusSeconds(60))
                        .build());

        var problem = Problem.of(app("shop"), rows, NOON).orElseThrow();

        assertThat(problem.title()).isEqualTo("Instance 0 crashed 2 times: out of memory (exit code 137)");
        assertThat(problem.fix()).isEqualTo(Problem.Fix.RAISE_MEMORY);
        assertThat(problem.lastGoodRelease()).isEqualTo(1);
    }

    @Test
    void forgetsACrashFiveMinutesAfterItWasReplaced() {
        var rows = List.of(
                row(0).incarnation(2).build(),
                row(0).in(InstanceState.FAILED)
                        .exit(1)
                        .since(NOON.minus(Duration.ofMinutes(6)))
                        .build());

        assertThat(Problem.of(app("shop"), rows, NOON)).isEmpty();
    }

    @Test
    void isSilentOfAnEndTogetherWithTheEngine() {
        var rows = List.of(
                row(0).incarnation(2).in(InstanceState.STARTING).build(),
                row(0).endedWithEngine().build());

        assertThat(Problem.of(app("shop"), rows, NOON)).isEmpty();
    }

    @Test
    void countsNoEndWithTheEngineAndNoLossAmongCrashes() {
        var rows = List.of(
                row(0).incarnation(4).in(InstanceState.PENDING).build(),
                row(0).incarnation(3).in(InstanceState.FAILED).exit(1).build(),
                row(0).incarnation(2).endedWithEngine().build(),
                row(0).in(InstanceState.LOST).build());

        assertThat(Problem.of(app("shop"), rows, NOON).orElseThrow().title())
                .isEqualTo("Instance 0 crashed: exit code 1");
    }

    @Test
    void tellsACopyThatCouldNotStartFromACrash() {
        var rows = List.of(row(0).in(InstanceState.REJECTED)
                .because("image-not-found", "No registry has it.")
                .build());

        assertThat(Problem.of(app("shop"), rows, NOON).orElseThrow().title())
                .isEqualTo("Instance 0 could not start: image not found");
    }

    @Test
    void anEndWithTheEngineBringsNoOldCrashBack() {
        var rows = List.of(
                row(0).incarnation(3).in(InstanceState.STARTING).build(),
                row(0).incarnation(2).endedWithEngine().build(),
                row(0).in(InstanceState.FAILED)
                        .exit(1)
                        .since(NOON.minus(Duration.ofHours(1)))
                        .build());

        assertThat(Problem.of(app("shop"), rows, NOON)).isEmpty();
    }

    @Test
    void namesWhatKeepsInstancesFromAHost() {
        var rows = List.of(
                row(0).in(InstanceState.PENDING).unplaced("No host is ready.").build(),
                row(1).in(InstanceState.PENDING).unplaced("No host is ready.").build());

        var problem = Problem.of(app("shop"), rows, NOON).orElseThrow();

        assertThat(problem.title()).isEqualTo("2 instances wait for a host");
        assertThat(problem.cause()).isEqualTo("No host is ready.");
        assertThat(problem.fix()).isEqualTo(Problem.Fix.WAIT_FOR_HOST);
    }

    @Test
    void tellsAFailedDeployment() {
        var failed = app("shop", deployment(State.FAILED, 3, 2, "The probe never passed."));

        var problem = Problem.of(failed, List.of(row(0).build()), NOON).orElseThrow();

        assertThat(problem.title()).isEqualTo("Deployment of v3 failed");
        assertThat(problem.lastGoodRelease()).isEqualTo(2);
    }

    @Test
    void isSilentOfAStoppedApp() {
        var stopped = app("shop", Set.of(Permission.SPACE_READ), null, false);

        assertThat(Problem.of(stopped, List.of(row(0).in(InstanceState.FAILED).build()), NOON))
                .isEmpty();
    }
}
