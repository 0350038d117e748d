package io.slipway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlacementRules;
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

        assertThat(refusal(768, snapshot)).isEqualTo("no host has 768 MB free (best: 512 MB)");
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
                .isEqualTo("no host has 256 MB free (best: 128 MB); 1 host is cordoned");
        assertThat(refusal(256, new ClusterSnapshot(List.of(cordoned), 1))).isEqualTo("the only host is cordoned");
    }

    @Test
    void callsADrainingHostByItsOwnWordAlthoughItIsCordonedToo() {
        var full = host("host-a", 128, true, null);
        var draining = new SchedulableHost(
                HostId.create(), "host-b", true, true, true, null, DataSize.ofMebibytes(4096), Cpu.cores(4));

        assertThat(refusal(256, new ClusterSnapshot(List.of(full, draining), 1)))
                .isEqualTo("no host has 256 MB free (best: 128 MB); 1 host is draining");
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
                .isEqualTo("no host has 4 cores of CPU left to promise (best: 0 cores)");
    }

    @Test
    void placesOnlyWhereLabelsFulfilTheConstraints() {
        var slow = labelled("host-a", "disk=hdd", 8192);
        var fast = labelled("host-b", "disk=ssd", 1024);
        var snapshot = new ClusterSnapshot(List.of(slow, fast), 1);
        var request = ruled("disk=ssd", 0);

        assertThat(((Placed) scheduler.place(request, snapshot)).host()).isEqualTo(fast.id());
        assertThat(((Unplaceable) scheduler.place(ruled("disk=nvme, gpu", 0), snapshot)).text())
                .isEqualTo("no host fulfils disk=nvme, gpu");
        snapshot.occupy(fast.id(), request(1024));
        assertThat(((Unplaceable) scheduler.place(request, snapshot)).text())
                .isEqualTo("1 host does not fulfil disk=ssd; no other host has 256 MB free (best: 0 MB)");
    }

    @Test
    void saysWhatAHostHasInsteadAndWhatWouldHaveToChange() {
        var snapshot = new ClusterSnapshot(List.of(labelled("host-a", "disk=hdd", 8192)), 1);

        var candidate = scheduler
                .explain(ruled("disk=ssd, gpu", 0), snapshot)
                .candidates()
                .getFirst();

        assertThat(candidate.findings())
                .contains(new Finding("labels", false, "needs disk=ssd, has disk=hdd; needs gpu, has no gpu"));
        assertThat(Remedy.of(candidate).words()).isEqualTo("set disk=ssd on host-a, and set gpu on host-a");
    }

    @Test
    void putsNoMoreCopiesOnAHostThanItMayHave() {
        var only = host("host-a", 8192, true, null);
        var snapshot = new ClusterSnapshot(List.of(only), 1);

        assertThat(scheduler.place(ruled("", 1), snapshot)).isInstanceOf(Placed.class);

        assertThat(((Unplaceable) scheduler.place(ruled("", 1), snapshot)).text())
                .isEqualTo("every host has one copy, the most that is allowed on one");
        var other = new PlacementRequest(
                web, DataSize.ofMebibytes(256), new Cpu(100), PlacementRules.parse("", 1), "next", null);
        assertThat(scheduler.place(other, snapshot))
                .as("a copy of the next release does not wait for this one to end")
                .isInstanceOf(Placed.class);
    }

    @Test
    void doesNotComeBackToTheHostThatItIsToLeave() {
        var here = host("host-a", 8192, true, null);
        var request =
                new PlacementRequest(web, DataSize.ofMebibytes(256), new Cpu(100), PlacementRules.NONE, "", here.id());

        assertThat(((Unplaceable) scheduler.place(request, new ClusterSnapshot(List.of(here), 1))).text())
                .isEqualTo("the only host is the one that it is to leave");
    }

    @Test
    void spreadsOverZonesBeforeHosts() {
        var a = labelled("host-a", "zone=north", 8192);
        var b = labelled("host-b", "zone=north", 8192);
        var c = labelled("host-c", "zone=south", 1024);
        var snapshot = new ClusterSnapshot(List.of(a, b, c), 1);

        assertThat(Stream.generate(() -> place(256, snapshot)).limit(4))
                .containsExactly(a.id(), c.id(), b.id(), c.id());
    }

    @Test
    void packsWhereThePolicySaysSo() {
        var small = host("host-a", 1024, true, null);
        var large = host("host-b", 8192, true, null);
        var snapshot = new ClusterSnapshot(List.of(small, large), 1, PlacementPolicy.BIN_PACK);

        assertThat(placeAny(snapshot)).isEqualTo(small.id());
        assertThat(placeAny(snapshot)).isEqualTo(small.id());
        assertThat(placeAny(snapshot)).as("what does not fit any more").isEqualTo(large.id());
    }

    @Test
    void leavesReservedMemoryAlone() {
        var host = new SchedulableHost(
                HostId.create(),
                "host-a",
                true,
                false,
                false,
                null,
                DataSize.ofMebibytes(1024),
                Cpu.cores(4),
                Labels.NONE,
                DataSize.ofMebibytes(800));
        var snapshot = new ClusterSnapshot(List.of(host), 1);

        assertThat(refusal(256, snapshot)).isEqualTo("no host has 256 MB free (best: 224 MB)");
        assertThat(scheduler
                        .explain(request(256), snapshot)
                        .candidates()
                        .getFirst()
                        .findings())
                .contains(new Finding("memory", false, "memory needs 256 MB, free 224 MB beside 800 MB reserved"));
    }

    @Test
    void placesWhatMustNeverRunTwiceOnlyWhereItIsFenced() {
        var before = new SchedulableHost(
                HostId.create(),
                "host-a",
                true,
                false,
                false,
                null,
                DataSize.ofMebibytes(4096),
                Cpu.cores(4),
                Labels.NONE,
                new DataSize(0),
                false);
        var today = host("host-b", 512, true, null);
        var once = new PlacementRequest(
                web, DataSize.ofMebibytes(256), new Cpu(100), PlacementRules.parse("", 0, true), "", null);

        assertThat(scheduler.place(once, new ClusterSnapshot(List.of(before, today), 1)))
                .isInstanceOfSatisfying(
                        Placed.class, placed -> assertThat(placed.host()).isEqualTo(today.id()));
        assertThat(scheduler.place(once, new ClusterSnapshot(List.of(before), 1)))
                .isInstanceOfSatisfying(
                        Unplaceable.class,
                        nowhere -> assertThat(nowhere.text())
                                .isEqualTo("no agent knows at most one and sidecars: they have to be updated"));
    }

    private HostId placeAny(ClusterSnapshot snapshot) {
        var request = new PlacementRequest(ProcessId.create(), DataSize.ofMebibytes(512), new Cpu(100));
        return ((Placed) scheduler.place(request, snapshot)).host();
    }

    private PlacementRequest ruled(String constraints, int atMostPerHost) {
        return new PlacementRequest(
                web,
                DataSize.ofMebibytes(256),
                new Cpu(100),
                PlacementRules.parse(constraints, atMostPerHost),
                "this",
                null);
    }

    private static SchedulableHost labelled(String name, String labels, long mebibytes) {
        return new SchedulableHost(
                HostId.create(),
                name,
                true,
                false,
                false,
                null,
                DataSize.ofMebibytes(mebibytes),
                Cpu.cores(4),
                Labels.parse(labels, "labels"),
                new DataSize(0));
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
