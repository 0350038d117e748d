package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.protocol.MetricBatch;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.TrafficSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricSamplerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int PID = 10;
    private static final int SANDBOX_PID = 11;

    @TempDir
    Path root;

    private final List<RunningContainer> running = new ArrayList<>();
    private final List<TrafficSample> answered = new ArrayList<>();
    private long nanos;
    private MetricSampler sampler;

    @BeforeEach
    void makeSampler() throws IOException {
        write("proc/self/mountinfo", "34 25 0:29 / /cg rw - cgroup2 cgroup2 rw");
        write("proc/10/cgroup", "0::/a");
        running.add(container("first"));
        counters(1_000_000, 500, 700);
        sampler = new MetricSampler(
                () -> running,
                () -> List.copyOf(answered),
                new CgroupReader(root),
                new NetDevReader(root),
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> nanos);
    }

    @Test
    void tellsWhatWasUsedWithinTheStep() throws IOException {
        assertThat(sampler.sample()).isEmpty();
        counters(3_500_000, 1_500, 2_700);
        answered.add(TrafficSample.newBuilder().setAppId("app").addResponses(3).build());

        var batch = step(9_900);

        assertThat(batch.getTimeMillis()).isEqualTo(NOW.toEpochMilli());
        assertThat(batch.getStepMillis()).isEqualTo(9_900);
        assertThat(batch.getTrafficList()).isEqualTo(answered);
        var sample = batch.getInstances(0);
        assertThat(sample.getInstanceId()).isEqualTo("instance-first");
        assertThat(sample.getIndex()).isEqualTo(2);
        assertThat(sample.getCpuMicros()).isEqualTo(2_500_000);
        assertThat(sample.getMemoryBytes()).isEqualTo(90);
        assertThat(sample.getMemoryLimitBytes()).isEqualTo(1_000);
        assertThat(sample.getReceivedBytes()).isEqualTo(1_000);
        assertThat(sample.getSentBytes()).isEqualTo(2_000);
    }

    @Test
    void takesACounterThatFellAsOneThatBeganAnew() throws IOException {
        sampler.sample();
        counters(200_000, 50, 70);

        var sample = step(10_000).getInstances(0);

        assertThat(sample.getCpuMicros()).isEqualTo(200_000);
        assertThat(sample.getReceivedBytes()).isEqualTo(50);
        assertThat(sample.getSentBytes()).isEqualTo(70);
    }

    @Test
    void countsAContainerFromItsSecondStepOn() throws IOException {
        sampler.sample();
        running.add(container("second"));

        assertThat(step(10_000).getInstancesCount()).isEqualTo(1);
        assertThat(step(20_000).getInstancesCount()).isEqualTo(2);
    }

    @Test
    void countsSidecarsWithTheirInstanceAndItsNetworkOnce() throws IOException {
        var app = running.getFirst();
        running.add(new RunningContainer("beside", PID, "", SANDBOX_PID, app.instanceId(), app.spec(), "proxy"));
        sampler.sample();
        counters(3_500_000, 1_500, 2_700);

        var batch = step(10_000);

        assertThat(batch.getInstancesCount()).isEqualTo(1);
        assertThat(batch.getInstances(0).getCpuMicros()).isEqualTo(5_000_000);
        assertThat(batch.getInstances(0).getMemoryBytes()).isEqualTo(180);
        assertThat(batch.getInstances(0).getMemoryLimitBytes()).isEqualTo(2_000);
        assertThat(batch.getInstances(0).getReceivedBytes()).isEqualTo(1_000);
    }

    @Test
    void leavesOutAContainerThatEnded() throws IOException {
        sampler.sample();
        Files.delete(root.resolve("proc/10/cgroup"));

        assertThat(step(10_000).getInstancesCount()).isZero();
    }

    private MetricBatch step(long atMillis) {
        nanos = atMillis * 1_000_000;
        return sampler.sample().orElseThrow();
    }

    private void counters(long cpuMicros, long received, long sent) throws IOException {
        write("cg/a/cpu.stat", "usage_usec " + cpuMicros);
        write("cg/a/memory.current", "100");
        write("cg/a/memory.max", "1000");
        write("cg/a/memory.stat", "inactive_file 10");
        write("proc/11/net/dev", "a\nb\n eth0: " + received + " 1 0 0 0 0 0 0 " + sent + " 1 0 0 0 0 0 0");
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static RunningContainer container(String id) {
        var spec = RunSpec.newBuilder()
                .setAppId("app")
                .setProcessId("process")
                .setIndex(2)
                .build();
        return new RunningContainer(id, PID, "", SANDBOX_PID, "instance-" + id, spec);
    }
}
