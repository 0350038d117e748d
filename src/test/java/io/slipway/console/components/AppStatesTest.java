package io.slipway.console.components;

import static io.slipway.console.testing.Examples.NOON;
import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentView.State;
import io.slipway.console.testing.Examples;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppStatesTest {

    private static final InstanceRow RUNNING = row(0, InstanceState.RUNNING).build();

    @Test
    void runsWhenAllWantedInstancesTakeTraffic() {
        var state = AppStates.of(app("shop", 1, State.SUCCEEDED, NOON), List.of(RUNNING));

        assertThat(state).isEqualTo(new AppState(StateKind.RUNNING, "Running", 1, 1));
        assertThat(state.label()).isEqualTo("Running 1/1");
    }

    @Test
    void moreOfOneProcessMakeUpForNoneOfAnother() {
        var two = Examples.with(app("shop", 1, State.SUCCEEDED, NOON), "worker", 1);
        var worker = row(0).of("worker").build();

        assertThat(AppStates.of(two, List.of(RUNNING, row(1).build())).ready()).isEqualTo(1);
        assertThat(AppStates.of(two, List.of(RUNNING, worker)).label()).isEqualTo("Running 2/2");
    }

    @Test
    void isDegradedWhenOneOfThreeBacksOff() {
        var rows = List.of(
                RUNNING,
                row(1, InstanceState.RUNNING).build(),
                row(2, InstanceState.PENDING).incarnation(4).backingOff().build());

        assertThat(AppStates.of(app("shop", 3, State.SUCCEEDED, NOON), rows).label())
                .isEqualTo("Degraded 2/3");
    }

    @Test
    void isScalingWhenNewInstancesStartForTheFirstTime() {
        var rows = List.of(RUNNING, row(1, InstanceState.STARTING).build());

        assertThat(AppStates.of(app("shop", 2, State.SUCCEEDED, NOON), rows))
                .isEqualTo(new AppState(StateKind.PROGRESS, "Scaling", 1, 2));
    }

    @Test
    void hasCrashedWhenNothingRunsAndTheCopyBeforeFailed() {
        var rows = List.of(
                row(0, InstanceState.STARTING).incarnation(2).build(),
                row(0, InstanceState.FAILED).incarnation(1).exit(1).build());

        assertThat(AppStates.of(app("shop", 1, State.SUCCEEDED, NOON), rows).label())
                .isEqualTo("Crashed 0/1");
    }

    @Test
    void startsAgainWhenTheCopyBeforeEndedWithTheEngine() {
        var again = row(0, InstanceState.STARTING).incarnation(2).build();
        var ended = row(0).endedWithEngine().build();
        var running = row(1).build();

        assertThat(AppStates.of(app("shop", 1, State.SUCCEEDED, NOON), List.of(again, ended))
                        .label())
                .isEqualTo("Starting 0/1");
        assertThat(AppStates.of(app("shop", 2, State.SUCCEEDED, NOON), List.of(again, running, ended))
                        .kind())
                .isEqualTo(StateKind.PROGRESS);
    }

    @Test
    void isPendingWhenNoHostTakesIt() {
        var rows = List.of(row(0, InstanceState.PENDING)
                .unplaced("No host has 768 MB free.")
                .build());

        assertThat(AppStates.of(app("shop", 1, State.RUNNING, NOON), rows).kind())
                .isEqualTo(StateKind.PENDING);
    }

    @Test
    void isDeployingUntilTheDeploymentHasEnded() {
        assertThat(AppStates.of(app("shop", 1, State.RUNNING, NOON), List.of(RUNNING))
                        .label())
                .isEqualTo("Deploying 1/1");
    }

    @Test
    void restsWhenItIsStoppedAndSaysWhatIsLeftOnTheWay() {
        var stopped = app("shop", 2, false, State.SUCCEEDED, NOON);

        assertThat(AppStates.of(stopped, List.of()).label()).isEqualTo("Stopped");
        assertThat(AppStates.of(stopped, List.of(RUNNING)).word()).isEqualTo("Stopping");
    }

    @Test
    void hasFailedWhenItsDeploymentFailedAndNothingIsLeft() {
        assertThat(AppStates.of(app("shop", 1, State.FAILED, NOON), List.of()).word())
                .isEqualTo("Failed");
    }

    @Test
    void doesNotCountInstancesThatAreBeingReplaced() {
        var rows = List.of(row(0, InstanceState.RUNNING).unwanted().build());

        assertThat(AppStates.of(app("shop", 1, State.SUCCEEDED, NOON), rows).ready())
                .isZero();
    }
}
