package io.slipway.console.overview;

import static io.slipway.console.testing.Examples.NOON;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.AppEvent;
import io.slipway.console.overview.TimelineEntry.Kind;
import io.slipway.instances.InstanceState;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void putsActsEndsOfDeploymentsAndCrashesIntoOneOrder() {
        var entries = Timeline.of(
                List.of(
                        new AppEvent(NOON.minusSeconds(90), "mia", "app.scale", "scaled from 1 to 5"),
                        new AppEvent(NOON, "slipway", "app.deployed", "v2 runs")),
                List.of(row(0).in(InstanceState.FAILED)
                        .exit(1)
                        .since(NOON.plusSeconds(7))
                        .build()));

        assertThat(entries)
                .extracting(TimelineEntry::text)
                .containsExactly("Instance 0 crashed: exit code 1", "v2 runs", "Scaled from 1 to 5");
        assertThat(entries).extracting(TimelineEntry::kind).containsExactly(Kind.FAILURE, Kind.SUCCESS, Kind.CHANGE);
    }

    @Test
    void tellsAnEndTogetherWithTheEngineWithoutCallingItACrash() {
        assertThat(Timeline.of(List.of(), List.of(row(0).endedWithEngine().build())))
                .extracting(TimelineEntry::text)
                .containsExactly("Instance 0 ended with the Docker Engine: exit code 137");
    }

    @Test
    void leavesOutWhatStoppedBecauseItShould() {
        assertThat(Timeline.of(
                        List.of(), List.of(row(0).in(InstanceState.STOPPED).build())))
                .isEmpty();
    }
}
