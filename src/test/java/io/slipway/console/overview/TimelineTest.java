package io.slipway.console.overview;

import static io.slipway.console.testing.Examples.NOON;
import static io.slipway.console.testing.Examples.deployment;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.AppEvent;
import io.slipway.apps.DeploymentView.State;
import io.slipway.instances.InstanceState;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void putsPeoplesActsEndsOfDeploymentsAndCrashesIntoOneOrder() {
        var entries = Timeline.of(
                List.of(new AppEvent(NOON.minusSeconds(90), "mia", "app.scale", "scaled from 1 to 5")),
                List.of(deployment(State.SUCCEEDED, 2, 1, null)),
                List.of(row(0).in(InstanceState.FAILED).exit(1).since(NOON.plusSeconds(7)).build()));

        assertThat(entries)
                .extracting(TimelineEntry::text)
                .containsExactly("Instance 0 crashed: exit code 1", "v2 runs", "Scaled from 1 to 5");
        assertThat(entries.getLast().actor()).isEqualTo("mia");
    }

    @Test
    void tellsWhyADeploymentFailed() {
        var entries = Timeline.of(
                List.of(), List.of(deployment(State.FAILED, 2, 1, "No answer on port 8080.")), List.of());

        assertThat(entries.getFirst().text()).isEqualTo("v2 failed: No answer on port 8080.");
    }

    @Test
    void leavesOutWhatStoppedBecauseItShould() {
        assertThat(Timeline.of(List.of(), List.of(), List.of(row(0).in(InstanceState.STOPPED).build())))
                .isEmpty();
    }
}
