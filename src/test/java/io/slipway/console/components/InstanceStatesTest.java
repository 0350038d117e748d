package io.slipway.console.components;

import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.instances.InstanceState;
import org.junit.jupiter.api.Test;

class InstanceStatesTest {

    @Test
    void namesMemoryAsTheCauseOfAnEnd() {
        var status = InstanceStates.of(
                row(0, InstanceState.FAILED).exit(137).outOfMemory().build());

        assertThat(status.word()).isEqualTo("Out of memory");
        assertThat(status.reason()).contains("limit");
    }

    @Test
    void tellsTheExitCodeWhenNothingBetterIsKnown() {
        var status = InstanceStates.of(row(0, InstanceState.FAILED).exit(3).build());

        assertThat(status).isEqualTo(new InstanceStatus(StateKind.FAILED, "Crashed", "Exit code 3."));
    }

    @Test
    void callsAnEndTogetherWithTheEngineNoCrash() {
        var status = InstanceStates.of(row(0).endedWithEngine().build());

        assertThat(status)
                .isEqualTo(new InstanceStatus(StateKind.FAILED, "Engine stopped", "The Docker Engine stopped."));
    }

    @Test
    void tellsWhyItWaits() {
        assertThat(InstanceStates.of(row(0, InstanceState.PENDING)
                                .unplaced("No host is ready.")
                                .build())
                        .reason())
                .isEqualTo("No host is ready.");
        assertThat(InstanceStates.of(row(0, InstanceState.PENDING).backingOff().build())
                        .word())
                .isEqualTo("Backing off");
    }

    @Test
    void isUnhealthyWhenItRunsWithoutTraffic() {
        assertThat(InstanceStates.of(row(0, InstanceState.RUNNING).notRoutable().build())
                        .kind())
                .isEqualTo(StateKind.DEGRADED);
        assertThat(InstanceStates.of(row(0, InstanceState.RUNNING).unwanted().build())
                        .word())
                .isEqualTo("Draining");
    }

    @Test
    void everyStateHasAWord() {
        for (var state : InstanceState.values()) {
            assertThat(InstanceStates.of(row(0, state).build()).word()).isNotBlank();
        }
    }
}
