package io.slipway.console.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.AppPath;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.placement.HostLoss;
import io.slipway.placement.HostLoss.AppLoss;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossReportTest {

    private static final AppPath SHOP = AppPath.of("acme", "dev", "shop");
    private static final AppPath CART = AppPath.of("acme", "dev", "cart");

    @Test
    void saysThatAnyOneHostMayDie() {
        var report = LossReport.of(List.of(loss("host-a", 0), loss("host-b", 0)));

        assertThat(report.summary()).isEqualTo("Any one host may die: the others hold what runs on it.");
        assertThat(report.rest()).isEmpty();
    }

    @Test
    void tellsFirstWhoseLossNobodyMakesUpFor() {
        var report = LossReport.of(List.of(loss("host-a", 0), loss("host-b", 2)));

        assertThat(report.summary()).isEqualTo("1 host of 2 runs more than the others could take over.");
        assertThat(report.told()).extracting(HostLoss::host).containsExactly("host-b", "host-a");
    }

    @Test
    void saysWhatASingleHostMeans() {
        assertThat(LossReport.of(List.of(loss("host-a", 3))).summary())
                .isEqualTo("There is one host: if it dies, everything is away until it is back.");
    }

    @Test
    void sumsUpWhatItDoesNotTellOneByOne() {
        var many = IntStream.range(0, 15).mapToObj(i -> loss("host-" + i, 0)).toList();

        var report = LossReport.of(many);

        assertThat(report.told()).hasSize(LossReport.MAX_HOSTS);
        assertThat(report.rest()).isEqualTo("And 3 more hosts that are no worse.");
    }

    @Test
    void namesTheAppsThatFeelIt() {
        var loss = loss("host-a", true, 1, new AppLoss(SHOP, "web", 2, 1, 1), new AppLoss(CART, "worker", 1, 0, 0));

        assertThat(LossReport.apps(loss))
                .containsExactly(
                        "Stay short of instances: shop (acme / dev)",
                        "Down until others run: cart worker (acme / dev)");
    }

    @Test
    void givesEachStateAWordOfItsOwn() {
        assertThat(LossReport.state(loss("host-a", 0))).isEqualTo(new LossReport.State(StateKind.RUNNING, "Covered"));
        assertThat(LossReport.state(loss("host-a", 1)))
                .isEqualTo(new LossReport.State(StateKind.DEGRADED, "Not covered"));
        assertThat(LossReport.state(loss("host-a", false, 0)))
                .isEqualTo(new LossReport.State(StateKind.UNKNOWN, "Away"));
    }

    private static HostLoss loss(String name, int unplaced) {
        return loss(name, true, unplaced);
    }

    private static HostLoss loss(String name, boolean answers, int unplaced, AppLoss... apps) {
        return new HostLoss(
                HostId.create(),
                name,
                answers,
                5,
                unplaced,
                DataSize.ofMebibytes(256L * unplaced),
                new Cpu(0),
                0,
                List.of(apps));
    }
}
