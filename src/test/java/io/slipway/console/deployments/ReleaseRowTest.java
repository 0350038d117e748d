package io.slipway.console.deployments;

import static io.slipway.console.testing.Examples.deployment;
import static io.slipway.console.testing.Examples.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentView.State;
import io.slipway.console.components.StateKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseRowTest {

    @Test
    void takesTheNewestDeploymentOfEachRelease() {
        var rows = ReleaseRow.of(
                List.of(release(2), release(1)),
                List.of(deployment(State.FAILED, 2, 1, "No answer."), deployment(State.SUCCEEDED, 2, 1, null)));

        assertThat(rows).extracting(ReleaseRow::word).containsExactly("Failed", "Not deployed");
        assertThat(rows.getFirst().kind()).isEqualTo(StateKind.FAILED);
        assertThat(rows.getFirst().duration()).isEqualTo("1 min");
        assertThat(rows.getLast().duration()).isEqualTo("–");
    }
}
