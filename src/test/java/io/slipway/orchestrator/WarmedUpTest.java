package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.autoscale.MeasuredLoads.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmedUpTest {

    private static final Instant MADE = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void anInstanceCountsOnceItHasServedForAWhile() {
        var row = new RowBuilder(SpecBuilder.web().build(), 0, MADE).build();
        var counting = new WarmedUp(List.of(row), Duration.ofSeconds(30));

        assertThat(counting.of(0, MADE.minusSeconds(1))).as("its predecessor").isEqualTo(Presence.IF_MEASURED);
        assertThat(counting.of(0, MADE.plusSeconds(29))).isEqualTo(Presence.NOT_YET);
        assertThat(counting.of(0, MADE.plusSeconds(30))).isEqualTo(Presence.EXPECTED);
        assertThat(counting.of(1, MADE)).as("an index without an instance").isEqualTo(Presence.IF_MEASURED);
    }

    @Test
    void oneThatDoesNotServeIsMissed() {
        var row =
                new RowBuilder(SpecBuilder.web().build(), 0, MADE).notRoutable().build();
        var counting = new WarmedUp(List.of(row), Duration.ofSeconds(30));

        assertThat(counting.of(0, MADE.plusSeconds(300))).isEqualTo(Presence.NOT_YET);
    }

    @Test
    void whileOneReplacesAnotherTheOlderKeepsItsPlace() {
        var spec = SpecBuilder.web().build();
        var older = new RowBuilder(spec, 0, MADE).build();
        var newer =
                new RowBuilder(spec, 0, MADE.plusSeconds(600)).incarnation(2).build();
        var counting = new WarmedUp(List.of(older, newer), Duration.ofSeconds(30));

        assertThat(counting.of(0, MADE.plusSeconds(610))).isEqualTo(Presence.EXPECTED);
    }
}
