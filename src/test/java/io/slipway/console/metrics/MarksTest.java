package io.slipway.console.metrics;

import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.console.components.MetricChart.Mark;
import io.slipway.instances.InstanceState;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {

    @Test
    void marksCrashesAndNoEndTogetherWithTheEngine() {
        var rows = List.of(
                row(0).in(InstanceState.FAILED).exit(1).build(),
                row(1).endedWithEngine().build(),
                row(2).in(InstanceState.STOPPED).build());

        assertThat(Marks.of(List.of(), rows)).singleElement().satisfies(mark -> {
            assertThat(mark.kind()).isEqualTo(Mark.Kind.CRASHED);
            assertThat(mark.more()).isEqualTo("instance 0 crashed, exit status 1");
        });
    }
}
