package io.slipway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import io.slipway.scheduler.Placement.Placed;
import io.slipway.scheduler.Placement.Unplaceable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private final Scheduler scheduler = new Scheduler();
    private final ProcessId web = ProcessId.create();

    @Test
    void spreadsCopiesOfAProcessBeforeItBalancesMemory() {
        var small = host("host-a", 1024, true, null);
        var large = host("host-b", 8192, true, null);
        var snapshot = new ClusterSnapshot(List.of(small, large), 1);

        assertThat(place(256, snapshot)).isEqualTo(large.id());
        assertThat(place(256, snapshot)).isEqualTo(small.id());
        assertThat(place(256, snapshot)).isEqualTo(large.id());
    }

    @Test
    void takesTheFirstNameAmongEquals() {
        var b = host("host-b", 1024, true, null);
        var a = host("host-a", 1024, true, null);

        assertThat(place(256, new ClusterSnapshot(List.of(b, a), 1))).isEqualTo(a.id());
    }

    @Test
    void countsWhatIsPlacedAlready() {
        var host = host("host-a", 1024, true, null);
        var snapshot = new ClusterSnapshot(List.of(host), 1);
        snapshot.occupy(host.id(), request(512));

        assertThat(refusal(768, snapshot)).isEqualTo("no host has 768 MB free (best: 512 MB on host-a)");
    }

    @Test
    void saysWhyNoHostIsReady() {
        var sick = host("host-a", 1024, true, "Docker Engine does not answer");
        var silent = host("host-b", 1024, false, null);

        assertThat(refusal(256, new ClusterSnapshot(List.of(sick), 1)))
                .isEqualTo("no host is ready; 1 host: Docker Engine does not answer");
        assertThat(refusal(256, new ClusterSnapshot(List.of(sick, silent), 1)))
                .isEqualTo(
                        "no host is ready; 1 host: Docker Engine does not answer; 1 host: its agent does not answer");
        assertThat(refusal(256, new ClusterSnapshot(List.of(), 1))).isEqualTo("no host has joined yet");
    }

    @Test
    void countsHostsThatStandAside() {
        var full = host("host-a", 128, true, null);
        var cordoned = new SchedulableHost(
                HostId.create(), "host-b", true, true, false, null, DataSize.ofMebibytes(4096), Cpu.cores(4));

        assertThat(refusal(256, new ClusterSnapshot(List.of(full, cordoned), 1)))
                .isEqualTo("no host has 256 MB free (best: 128 MB on host-a); 1 host is cordoned");
        assertThat(refusal(256, new ClusterSnapshot(List.of(cordoned), 1))).isEqualTo("the only host is cordoned");
    }

    @Test
    void callsADrainingHostByItsOwnWordAlthoughItIsCordonedToo() {
        var full = host("host-a", 128, true, null);
        var draining = new SchedulableHost(
                HostId.create(), "host-b", true, true, true, null, DataSize.ofMebibytes(4096), Cpu.cores(4));

        assertThat(refusal(256, new ClusterSnapshot(List.of(full, draining), 1)))
                .isEqualTo("no host has 256 MB free (best: 128 MB on host-a); 1 host is draining");
        assertThat(refusal(256, new ClusterSnapshot(List.of(draining), 1))).isEqualTo("the only host is draining");
    }

    @Test
    void promisesCpuUpToTheOvercommitFactor() {
        var snapshot = new ClusterSnapshot(List.of(host("host-a", 65_536, true, null)), 2);
        var whole = new PlacementRequest(web, DataSize.ofMebibytes(64), Cpu.cores(4));

        Stream.generate(() -> scheduler.place(whole, snapshot))
                .limit(2)
                .forEach(placement -> assertThat(placement).isInstanceOf(Placed.class));

        assertThat(((Unplaceable) scheduler.place(whole, snapshot)).text())
                .isEqualTo("no host has 4.00 cores of CPU left to promise (best: 0.00 cores on host-a)");
    }

    private HostId place(long mebibytes, ClusterSnapshot snapshot) {
        return ((Placed) scheduler.place(request(mebibytes), snapshot)).host();
    }

    private String refusal(long mebibytes, ClusterSnapshot snapshot) {
        return ((Unplaceable) scheduler.place(request(mebibytes), snapshot)).text();
    }

    private PlacementRequest request(long mebibytes) {
        return new PlacementRequest(web, DataSize.ofMebibytes(mebibytes), new Cpu(100));
    }

    private static SchedulableHost host(String name, long mebibytes, boolean ready, @Nullable String problem) {
        return new SchedulableHost(
                HostId.create(), name, ready, false, false, problem, DataSize.ofMebibytes(mebibytes), Cpu.cores(4));
    }
}
