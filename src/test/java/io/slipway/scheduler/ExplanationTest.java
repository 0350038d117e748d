package io.slipway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final ProcessId WEB = ProcessId.create();

    private final Scheduler scheduler = new Scheduler();

    @Test
    void tellsWhatEveryRuleFindsWithItsNumbers() {
        var explanation = explain(768, open("host-a", 512));

        assertThat(explanation.candidates().getFirst().findings())
                .containsExactly(
                        new Finding("ready", true, "ready"),
                        new Finding("drain", true, "not draining"),
                        new Finding("cordon", true, "not cordoned"),
                        new Finding("move", true, "does not move away from here"),
                        new Finding("labels", true, "no constraint"),
                        new Finding("agent", true, "nothing special"),
                        new Finding("per-host", true, "no limit"),
                        new Finding("memory", false, "memory needs 768 MB, free 512 MB"),
                        new Finding("cpu", true, "CPU needs 0.1 cores, left to promise 4 cores"));
    }

    @Test
    void namesTheSmallestStepFirst() {
        var explanation = explain(768, open("host-a", 512), open("host-b", 704), cordoned("host-c"), away("host-d"));

        assertThat(explanation.remedies())
                .extracting(Remedy::words)
                .containsExactly(
                        "uncordon host-c",
                        "64 MB more free memory on host-b",
                        "256 MB more free memory on host-a",
                        "host-d has to be ready (its agent does not answer)");
    }

    @Test
    void aDrainHasToEndBeforeItsHostTakesAnything() {
        var host = new SchedulableHost(
                HostId.create(), "host-a", true, true, true, null, DataSize.ofMebibytes(1024), Cpu.cores(4));

        assertThat(explain(256, host).remedies())
                .extracting(Remedy::words)
                .containsExactly("end the drain of host-a, and uncordon host-a");
    }

    @Test
    void joinsWhatOneHostLacks() {
        var host = new SchedulableHost(
                HostId.create(), "host-a", true, true, false, null, DataSize.ofMebibytes(100), new Cpu(50));

        assertThat(explain(256, host).remedies())
                .extracting(Remedy::words)
                .containsExactly(
                        "uncordon host-a, and 156 MB more free memory and 0.05 cores more to promise on host-a");
    }

    @Test
    void knowsTheLargestMemoryThatWouldFit() {
        assertThat(explain(768, open("host-a", 512), open("host-b", 704)).largestMemory())
                .contains(DataSize.ofMebibytes(704));
        assertThat(explain(768, cordoned("host-a")).largestMemory()).isEmpty();
    }

    @Test
    void namesNoHostInItsReasons() {
        assertThat(explain(768, open("host-a", 512), cordoned("host-b")).reasons())
                .contains("no host has 768 MB free (best: 512 MB); 1 host is cordoned");
    }

    @Test
    void choosesTheHostWithFewerCopies() {
        var first = open("host-a", 4096);
        var second = open("host-b", 2048);
        var snapshot = new ClusterSnapshot(List.of(first, second), 1);
        snapshot.occupy(first.id(), request(256));

        var choice = scheduler.explain(request(256), snapshot).choice().orElseThrow();

        assertThat(choice.host()).isEqualTo("host-b");
        assertThat(choice.score().words()).isEqualTo("no copy here, about 48 % of the largest host's memory free");
    }

    private Explanation explain(long mebibytes, SchedulableHost... hosts) {
        return scheduler.explain(request(mebibytes), new ClusterSnapshot(List.of(hosts), 1));
    }

    private static PlacementRequest request(long mebibytes) {
        return new PlacementRequest(WEB, DataSize.ofMebibytes(mebibytes), new Cpu(100));
    }

    private static SchedulableHost open(String name, long mebibytes) {
        return host(name, true, false, mebibytes);
    }

    private static SchedulableHost cordoned(String name) {
        return host(name, true, true, 4096);
    }

    private static SchedulableHost away(String name) {
        return host(name, false, false, 4096);
    }

    private static SchedulableHost host(String name, boolean ready, boolean cordoned, long mebibytes) {
        return new SchedulableHost(
                HostId.create(), name, ready, cordoned, false, null, DataSize.ofMebibytes(mebibytes), Cpu.cores(4));
    }
}
