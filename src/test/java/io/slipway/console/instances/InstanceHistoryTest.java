package io.slipway.console.instances;

import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.InstanceName;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceHistoryTest {

    @Test
    void tellsTheCopyThatLivesFromThoseBeforeIt() {
        var rows = List.of(
                row(1).build(),
                row(0).in(InstanceState.FAILED).exit(1).build(),
                row(0).incarnation(2)
                        .in(InstanceState.FAILED)
                        .exit(137)
                        .outOfMemory()
                        .build(),
                row(0).incarnation(3).in(InstanceState.STARTING).build());

        var history = InstanceHistory.of(InstanceName.web(0), rows);

        assertThat(history.present()).map(InstanceRow::incarnation).contains(3);
        assertThat(history.before())
                .extracting(InstanceHistory::end)
                .containsExactly("exit code 137, out of memory", "exit code 1");
    }

    @Test
    void countsEveryStartThatACrashMadeNecessary() {
        var rows = List.of(
                row(0).incarnation(1).in(InstanceState.FAILED).exit(1).build(),
                row(0).incarnation(2).in(InstanceState.STOPPED).build(),
                row(0).incarnation(3).in(InstanceState.FAILED).exit(1).build(),
                row(0).incarnation(4).endedWithEngine().build(),
                row(0).incarnation(5).in(InstanceState.PENDING).build());

        assertThat(InstanceHistory.of(InstanceName.web(0), rows).restarts()).isEqualTo(2);
    }

    @Test
    void isEmptyForAnIndexThatWasNeverUsed() {
        assertThat(InstanceHistory.of(InstanceName.web(9), List.of()).present()).isEmpty();
    }
}
