package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupReaderTest {

    private static final long MIB = 1024 * 1024;

    @Test
    void readsVersion2FromRecordedFiles() throws IOException {
        var use = new CgroupReader(recorded("cgroup2")).read(4711).orElseThrow();

        assertThat(use).isEqualTo(new CgroupUse(12_345_678, 80 * MIB, 256 * MIB));
    }

    @Test
    void tellsNoLimitAsZeroAndNeverANegativeWorkingSet() throws IOException {
        assertThat(new CgroupReader(recorded("cgroup2")).read(4712)).contains(new CgroupUse(7, 0, 0));
    }

    @Test
    void readsVersion1WithJoinedControllersAndAMountedSubtree() throws IOException {
        assertThat(new CgroupReader(recorded("cgroup1")).read(4711))
                .contains(new CgroupUse(5_000_000, 48 * MIB, 0));
    }

    @Test
    void readsTheGroupOfThisVeryProcess() throws IOException {
        assumeTrue(Files.exists(Path.of("/sys/fs/cgroup/memory")), "needs a machine with version 1");
        var reader = new CgroupReader(Path.of("/"));
        int pid = (int) ProcessHandle.current().pid();

        var before = reader.read(pid).orElseThrow();
        burnProcessorTime();
        var after = reader.read(pid).orElseThrow();

        assertThat(after.cpuMicros()).isGreaterThan(before.cpuMicros());
        assertThat(after.memoryBytes()).isPositive();
    }

    @Test
    void tellsNothingOfAProcessThatIsGone() throws IOException {
        assertThat(new CgroupReader(recorded("cgroup2")).read(99)).isEmpty();
    }

    @Test
    void neverLeavesTheMountedHierarchy() {
        var mounts = CgroupMount.parse(List.of("34 25 0:29 /pod /sys/fs/cgroup rw shared:5 - cgroup2 cgroup2 rw"));

        assertThat(mounts.getFirst().folderOf("/../../etc")).isEmpty();
        assertThat(mounts.getFirst().folderOf("/podium/x")).isEmpty();
        assertThat(mounts.getFirst().folderOf("/pod/x")).contains("/sys/fs/cgroup/x");
    }

    @Test
    void addsAllInterfacesButLoopback() {
        assertThat(new NetDevReader(recorded("cgroup2")).read(4711))
                .contains(new NetDevReader.NetworkUse(1_049_576, 526_288));
        assertThat(new NetDevReader(recorded("cgroup2")).read(99)).isEmpty();
    }

    private static void burnProcessorTime() {
        long end = System.nanoTime() + 30_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    static Path recorded(String name) {
        var resource = CgroupReaderTest.class.getResource("/" + name);
        assertThat(resource).isNotNull();
        return Path.of(resource.getPath());
    }
}
