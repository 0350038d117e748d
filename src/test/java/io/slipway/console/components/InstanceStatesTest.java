package io.slipway.console.components;

import static io.slipway.console.components.SampleApps.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.instances.InstanceState;
import org.junit.jupiter.api.Test;

class InstanceStatesTest {

    @Test
    void namesMemoryAsTheCauseOfAnEnd() {
        var status = InstanceStates.of(
                row(0, InstanceState.FAILED).exited(137).outOfMemory().make());

        assertThat(status.word()).isEqualTo("Out of memory");
        assertThat(status.reason()).contains("limit");
    }

    @Test
    void tellsTheExitCodeWhenNothingBetterIsKnown() {
        var status = InstanceStates.of(row(0, InstanceState.FAILED).exited(3).make());

        assertThat(status).isEqualTo(new InstanceStatus(StateKind.FAILED, "Crashed", "Exit code 3."));
    }

    @Test
    void tellsWhyItWaits() {
        assertThat(InstanceStates.of(row(0, InstanceState.PENDING)
                                .unplaced("No host is ready.")
                                .make())
                        .reason())
                .isEqualTo("No host is ready.");
        assertThat(InstanceStates.of(row(0, InstanceState.PENDING).backingOff().make())
                        .word())
                .isEqualTo("Backing off");
    }

    @Test
    void isUnhealthyWhenItRunsWithoutTraffic() {
        assertThat(InstanceStates.of(row(0, InstanceState.RUNNING).notRoutable().make())
                        .kind())
                .isEqualTo(StateKind.DEGRADED);
        assertThat(InstanceStates.of(row(0, InstanceState.RUNNING).unwanted().make())
                        .word())
                .isEqualTo("Draining");
    }

    @Test
    void everyStateHasAWord() {
        for (var state : InstanceState.values()) {
            assertThat(InstanceStates.of(row(0, state).make()).word()).isNotBlank();
        }
    }
}
