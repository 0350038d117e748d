package io.slipway.console.overview;

import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.console.components.AppContext;
import io.slipway.console.components.InstanceLoads;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceState;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceStripTest {

    private final InstanceRow running = row(0).incarnation(3).build();
    private final InstanceRow ended = row(0).incarnation(2).endedWithEngine().build();
    private final InstanceRow crashed = row(0).in(InstanceState.FAILED).exit(1).build();

    @Test
    void countsCrashesAndNoEndTogetherWithTheEngine() {
        assertThat(textOf(running, ended, crashed)).contains("v1 · host-a · crashed 1×");
        assertThat(textOf(running, ended)).contains("v1 · host-a").doesNotContain("crashed");
    }

    private static String textOf(InstanceRow... rows) {
        var strip = new InstanceStrip();
        strip.show(new AppContext(app("shop"), List.of(rows), List.of(), () -> {}), InstanceLoads.NONE);
        return strip.getElement().getTextRecursively();
    }
}
