package io.slipway.console.admin;

import static io.slipway.console.admin.DrainExamples.host;
import static io.slipway.console.testing.Examples.app;
import static io.slipway.console.testing.RowBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostLoadTest {

    @Test
    void sumsWhatLivingInstancesReserveOnEachHost() {
        var shop = app("shop");
        var first = host("host-a");
        var second = host("host-b");
        var living = Map.of(
                shop.id(),
                List.of(row(0).on(first.id()).build(), row(1).on(first.id()).build(), row(2).build()));

        var loads = HostLoad.of(List.of(first, second), List.of(shop), living);

        assertThat(loads).extracting(HostLoad::instances).containsExactly(2, 0);
        assertThat(loads.getFirst().memoryShare()).isEqualTo(0.5);
        assertThat(loads.getFirst().cpuMillis()).isEqualTo(500);
        assertThat(loads.getLast().cpuShare()).isZero();
    }

    @Test
    void tintsByShareFromNoneToFull() {
        assertThat(HostCells.heat(0)).isZero();
        assertThat(HostCells.heat(0.5)).isEqualTo(3);
        assertThat(HostCells.heat(1.7)).isEqualTo(5);
    }
}
