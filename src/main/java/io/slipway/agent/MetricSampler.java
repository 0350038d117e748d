package io.slipway.agent;

import io.slipway.protocol.InstanceSample;
import io.slipway.protocol.MetricBatch;
import io.slipway.protocol.TrafficSample;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns counters of containers into what was used within a step. A container counts from its second step on: its first reading
 * is the base. Not thread-safe; owned by {@link MetricLoop}.
 */
final class MetricSampler {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Counters(long cpuMicros, long receivedBytes, long sentBytes) {}

    private record Reading(RunningContainer container, CgroupUse use, NetDevReader.NetworkUse network) {
        Counters counters() {
            return new Counters(use.cpuMicros(), network.receivedBytes(), network.sentBytes());
        }
    }

    private final Supplier<List<RunningContainer>> containers;
    private final Supplier<List<TrafficSample>> traffic;
    private final CgroupReader cgroups;
    private final NetDevReader network;
    private final Clock clock;
    private final LongSupplier monotonicNanos;
    private Map<String, Counters> before = Map.of();
    private long beforeNanos;
    private boolean started;

    /**
     * Makes a sampler.
     *
     * @param containers what runs now
     * @param traffic what the router answered since it was asked last
     */
    MetricSampler(
            Supplier<List<RunningContainer>> containers,
            Supplier<List<TrafficSample>> traffic,
            CgroupReader cgroups,
            NetDevReader network,
            Clock clock,
            LongSupplier monotonicNanos) {
        this.containers = containers;
        this.traffic = traffic;
        this.cgroups = cgroups;
        this.network = network;
        this.clock = clock;
        this.monotonicNanos = monotonicNanos;
    }

    /** Ends a step and tells of it, without number; empty for the very first call, which only sets the base. */
    Optional<MetricBatch> sample() {
        var readings = readAll();
        var answered = traffic.get();
        long nanos = monotonicNanos.getAsLong();
        long stepMillis = Math.max(1, (nanos - beforeNanos) / NANOS_PER_MILLI);
        var previous = before;
        boolean first = !started;
        remember(readings, nanos);
        if (first) {
            return Optional.empty();
        }
        var batch = MetricBatch.newBuilder()
                .setTimeMillis(clock.millis())
                .setStepMillis((int) Math.min(Integer.MAX_VALUE, stepMillis))
                .addAllTraffic(answered);
        var samples = new LinkedHashMap<String, InstanceSample>();
        readings.forEach(reading -> instanceSample(
                        reading, previous.get(reading.container().containerId()))
                .ifPresent(sample -> samples.merge(sample.getInstanceId(), sample, MetricSampler::together)));
        return Optional.of(batch.addAllInstances(samples.values()).build());
    }

    /** What the containers of one instance used. */
    private static InstanceSample together(InstanceSample one, InstanceSample other) {
        return one.toBuilder()
                .setCpuMicros(one.getCpuMicros() + other.getCpuMicros())
                .setMemoryBytes(one.getMemoryBytes() + other.getMemoryBytes())
                .setMemoryLimitBytes(one.getMemoryLimitBytes() + other.getMemoryLimitBytes())
                .setReceivedBytes(one.getReceivedBytes() + other.getReceivedBytes())
                .setSentBytes(one.getSentBytes() + other.getSentBytes())
                .build();
    }

    private List<Reading> readAll() {
        var readings = new ArrayList<Reading>();
        for (var container : containers.get()) {
            var use = cgroups.read(container.pid());
            // The network is the sandbox's: counted once.
            var moved = container.isSidecar()
                    ? Optional.<NetDevReader.NetworkUse>empty()
                    : network.read(container.sandboxPid());
            if (use.isPresent()) {
                readings.add(new Reading(container, use.get(), moved.orElse(new NetDevReader.NetworkUse(0, 0))));
            }
        }
        return readings;
    }

    private void remember(List<Reading> readings, long nanos) {
        var next = new HashMap<String, Counters>();
        readings.forEach(reading -> next.put(reading.container().containerId(), reading.counters()));
        before = next;
        beforeNanos = nanos;
        started = true;
    }

    private static Optional<InstanceSample> instanceSample(Reading reading, @Nullable Counters base) {
        if (base == null) {
            return Optional.empty();
        }
        var spec = reading.container().spec();
        var now = reading.counters();
        return Optional.of(InstanceSample.newBuilder()
                .setAppId(spec.getAppId())
                .setProcessId(spec.getProcessId())
                .setInstanceId(reading.container().instanceId())
                .setIndex(spec.getIndex())
                .setReleaseNumber(spec.getReleaseNumber())
                .setCpuMicros(risen(base.cpuMicros(), now.cpuMicros()))
                .setMemoryBytes(reading.use().memoryBytes())
                .setMemoryLimitBytes(reading.use().memoryLimitBytes())
                .setReceivedBytes(risen(base.receivedBytes(), now.receivedBytes()))
                .setSentBytes(risen(base.sentBytes(), now.sentBytes()))
                .build());
    }

    /** A counter that fell began anew at zero. */
    private static long risen(long before, long now) {
        return now >= before ? now - before : now;
    }
}
