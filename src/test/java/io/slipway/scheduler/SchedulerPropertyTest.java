package io.slipway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import io.slipway.scheduler.Placement.Placed;
import io.slipway.scheduler.Placement.Unplaceable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SchedulerPropertyTest {

    private final Scheduler scheduler = new Scheduler();

    @Property(tries = 200)
    void theIndexChoosesWhatAScanOfEveryHostWouldChoose(
            @ForAll @IntRange(min = 0, max = 140) int hosts, @ForAll long seed) {
        var random = new Random(seed);
        var snapshot = new ClusterSnapshot(hosts(hosts, random), 1 + random.nextInt(3));

        for (int i = 0; i < 150; i++) {
            var request = request(random);
            var expected = scheduler.bestByScan(request, snapshot);
            var refusals = scheduler.explain(request, snapshot);

            switch (scheduler.place(request, snapshot)) {
                case Placed placed -> assertThat(expected).contains(placed);
                case Unplaceable unplaceable -> {
                    assertThat(expected).isEmpty();
                    assertThat(unplaceable.refusals()).isEqualTo(refusals).hasSize(hosts);
                    assertThat(unplaceable.text()).isNotBlank();
                }
            }
        }
    }

    private static List<SchedulableHost> hosts(int count, Random random) {
        var hosts = new ArrayList<SchedulableHost>();
        for (int i = 0; i < count; i++) {
            hosts.add(new SchedulableHost(
                    new HostId(new UUID(1, i)),
                    "host-" + i,
                    random.nextInt(10) > 0,
                    random.nextInt(10) == 0,
                    random.nextInt(10) == 0,
                    random.nextInt(10) == 0 ? "disk is full" : null,
                    DataSize.ofMebibytes(random.nextInt(4096)),
                    new Cpu(random.nextInt(4000))));
        }
        return hosts;
    }

    private static PlacementRequest request(Random random) {
        return new PlacementRequest(
                new ProcessId(new UUID(2, random.nextInt(5))),
                DataSize.ofMebibytes(random.nextInt(1024)),
                new Cpu(random.nextInt(1000)));
    }
}
