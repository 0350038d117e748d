package io.slipway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.scheduler.LossForecast.ProcessLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LossMeterTest {

    private final SchedulableHost first = host("host-a", 1024);
    private final SchedulableHost second = host("host-b", 1024);
    private final ProcessId shop = ProcessId.create();
    private final ProcessId cart = ProcessId.create();

    @Test
    void saysThatTheOthersHoldEverything() {
        var forecast = ifLost(first, on(first, shop, 256), on(second, shop, 256), on(first, cart, 256));

        assertThat(forecast.instances()).isEqualTo(2);
        assertThat(forecast.unplaced()).isZero();
        assertThat(forecast.missingMemory()).isZero();
        assertThat(forecast.processes())
                .containsExactly(new ProcessLoss(cart, 1, 0, 0), new ProcessLoss(shop, 1, 1, 0));
    }

    @Test
    void countsWhatDoesNotFitAndTheMemoryThatIsMissing() {
        var forecast = ifLost(first, on(first, shop, 512), on(first, shop, 512), on(second, cart, 512));

        assertThat(forecast.unplaced()).isEqualTo(1);
        assertThat(forecast.missingMemory()).isEqualTo(DataSize.ofMebibytes(512).bytes());
        assertThat(forecast.processes()).containsExactly(new ProcessLoss(shop, 2, 0, 1));
    }

    @Test
    void missesNoMemoryWhereNoOtherHostTakesWork() {
        var cordoned = new SchedulableHost(
                second.id(), "host-b", true, true, false, null, DataSize.ofMebibytes(4096), Cpu.cores(4));
        var snapshot = new ClusterSnapshot(List.of(first, cordoned), 1);
        var occupant = on(first, shop, 256);
        snapshot.occupy(first.id(), occupant.request());

        var forecast = new LossMeter(snapshot, List.of(occupant)).ifLost(first.id());

        assertThat(forecast.unplaced()).isEqualTo(1);
        assertThat(forecast.missingMemory()).isZero();
        assertThat(forecast.missingCpu()).isZero();
    }

    @Test
    void tellsApartWhatItsOwnRulesKeepOffTheOthers() {
        var rules = PlacementRules.parse("disk=ssd", 0);
        var request = new PlacementRequest(shop, DataSize.ofMebibytes(256), new Cpu(100), rules, "", null);

        var forecast = ifLost(first, new Occupant(first.id(), request), on(first, cart, 256));

        assertThat(forecast.unplaced()).isEqualTo(1);
        assertThat(forecast.ruledOut()).isEqualTo(1);
        assertThat(forecast.missingMemory()).isZero();
    }

    @Property(tries = 100)
    void placesAsManyAsAClusterWithoutTheHostWould(@ForAll @IntRange(min = 1, max = 40) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        var meter = new LossMeter(cluster.filled(120), cluster.occupants());

        for (var host : cluster.hosts()) {
            var rest = cluster.without(host.id());
            var scheduler = new Scheduler();
            var unplaced = cluster.occupants().stream()
                    .filter(occupant -> occupant.host().equals(host.id()))
                    .filter(occupant -> scheduler.place(occupant.request(), rest) instanceof Placement.Unplaceable)
                    .count();

            assertThat(meter.ifLost(host.id()).unplaced()).isEqualTo((int) unplaced);
        }
    }

    @Property(tries = 100)
    void leavesTheClusterAsItWas(@ForAll @IntRange(min = 1, max = 40) int hosts, @ForAll long seed) {
        var cluster = RandomCluster.of(hosts, new Random(seed));
        var snapshot = cluster.filled(80);
        var meter = new LossMeter(snapshot, cluster.occupants());

        cluster.hosts().forEach(host -> meter.ifLost(host.id()));

        var untouched = cluster.filledAgain();
        var scheduler = new Scheduler();
        for (int i = 0; i < 50; i++) {
            var request = cluster.request();
            assertThat(scheduler.place(request, snapshot)).isEqualTo(scheduler.place(request, untouched));
        }
    }

    private LossForecast ifLost(SchedulableHost lost, Occupant... occupants) {
        var snapshot = new ClusterSnapshot(new ArrayList<>(List.of(first, second)), 1);
        List.of(occupants).forEach(occupant -> snapshot.occupy(occupant.host(), occupant.request()));
        return new LossMeter(snapshot, List.of(occupants)).ifLost(lost.id());
    }

    private static Occupant on(SchedulableHost host, ProcessId process, long mebibytes) {
        return new Occupant(host.id(), new PlacementRequest(process, DataSize.ofMebibytes(mebibytes), new Cpu(100)));
    }

    private static SchedulableHost host(String name, long mebibytes) {
        return new SchedulableHost(
                HostId.create(), name, true, false, false, null, DataSize.ofMebibytes(mebibytes), Cpu.cores(4));
    }
}
