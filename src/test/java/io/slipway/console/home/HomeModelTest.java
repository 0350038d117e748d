package io.slipway.console.home;

import static io.slipway.console.testing.Examples.NOON;
import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentView.State;
import io.slipway.instances.InstanceState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeModelTest {

    @Test
    void putsWhatFailedBeforeWhatIsDegradedAndLeavesOutWhatIsWell() {
        var well = app("well", 1, State.SUCCEEDED, NOON);
        var partly = app("partly", 2, State.SUCCEEDED, NOON);
        var down = app("down", 1, State.SUCCEEDED, NOON);
        var running = row(0, InstanceState.RUNNING).build();
        var backingOff = row(1, InstanceState.PENDING)
                .backingOff()
                .told("Exit code 1, four times.")
                .build();

        var model = HomeModel.of(
                List.of(well, partly, down),
                Map.of(
                        well.id(), List.of(running),
                        partly.id(), List.of(running, backingOff),
                        down.id(), List.of(backingOff)));

        assertThat(model.attention())
                .extracting(trouble -> trouble.path().app())
                .containsExactly("down", "partly");
        assertThat(model.attention().getFirst().cause()).isEqualTo("Exit code 1, four times.");
    }

    @Test
    void showsTheNewestDeploymentsFirst() {
        var old = app("old", 1, State.SUCCEEDED, NOON.minusSeconds(60));
        var fresh = app("fresh", 1, State.FAILED, NOON);

        var model = HomeModel.of(List.of(old, fresh), Map.of());

        assertThat(model.deployments()).extracting(each -> each.path().app()).containsExactly("fresh", "old");
        assertThat(model.recentApps())
                .extracting(item -> item.app().path().app())
                .containsExactly("fresh", "old");
    }

    @Test
    void tellsTheCauseOfAFailedDeploymentWhenNothingIsLeft() {
        var failed = app("failed", 1, State.FAILED, NOON);

        assertThat(HomeModel.of(List.of(failed), Map.of())
                        .attention()
                        .getFirst()
                        .cause())
                .startsWith("Its port 8080");
    }
}
