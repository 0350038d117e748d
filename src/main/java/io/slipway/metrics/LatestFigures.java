package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.LatencyBuckets;
import io.slipway.kernel.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The newest figures of every app, in memory only; after a restart they are unknown until the next step. Thread-safe. */
final class LatestFigures {

    /** Older figures are unknown: three steps and a bit of delay. */
    static final Duration FRESH = Duration.ofSeconds(35);

    /** Latency is taken over this long, so that one slow request does not swing the tile. */
    static final Duration LATENCY_WINDOW = Duration.ofSeconds(60);

    private record Key(@Nullable ProcessId processId, int index, HostId host) {}

    private record Use(Instant at, double cpuMillis, double memoryBytes, double memoryLimitBytes) {}

    private record Asked(Instant at, double perSecond) {}

    private record Latency(Instant at, long[] counts) {}

    /** Guarded by itself. */
    private static final class AppFigures {
        final Map<Key, Use> use = new HashMap<>();
        final Map<Key, Asked> asked = new HashMap<>();
        final Deque<Latency> latency = new ArrayDeque<>();

        void forgetBefore(Instant fresh, Instant window) {
            use.values().removeIf(entry -> entry.at().isBefore(fresh));
            asked.values().removeIf(entry -> entry.at().isBefore(fresh));
            latency.removeIf(entry -> entry.at().isBefore(window));
        }

        boolean isEmpty() {
            return use.isEmpty() && asked.isEmpty() && latency.isEmpty();
        }
    }

    private final Map<AppId, AppFigures> apps = new ConcurrentHashMap<>();

    /** Takes over a step that was measured just now; late shipments must not come here. */
    void accept(HostId host, MeasuredStep step) {
        for (var measured : step.instances()) {
            double cpu = measured.cpuMicros() / (double) Math.max(1, step.duration().toMillis());
            var use = new Use(step.end(), cpu, measured.memoryBytes(), measured.memoryLimitBytes());
            var figures = of(measured.appId());
            synchronized (figures) {
                figures.use.put(new Key(measured.processId(), measured.index(), host), use);
            }
        }
        for (var measured : step.traffic()) {
            var figures = of(measured.appId());
            synchronized (figures) {
                var asked = new Asked(step.end(), step.perSecond(measured.total()));
                figures.asked.merge(
                        new Key(measured.processId(), measured.index(), host),
                        asked,
                        (old, add) -> old.at().equals(add.at()) ? new Asked(add.at(), old.perSecond() + add.perSecond()) : add);
                if (measured.total() > 0) {
                    figures.latency.add(new Latency(step.end(), measured.latency()));
                }
            }
        }
    }

    /** The figures of one app at {@code now}; NaN where unknown. */
    MetricService.Now of(AppId id, Instant now) {
        var figures = apps.get(id);
        if (figures == null) {
            return MetricService.Now.UNKNOWN;
        }
        synchronized (figures) {
            figures.forgetBefore(now.minus(FRESH), now.minus(LATENCY_WINDOW));
            return sum(figures);
        }
    }

    /** Forgets apps of which nothing was heard lately. */
    void forgetOld(Instant now) {
        apps.values().removeIf(figures -> {
            synchronized (figures) {
                figures.forgetBefore(now.minus(FRESH), now.minus(LATENCY_WINDOW));
                return figures.isEmpty();
            }
        });
    }

    void drop(AppId id) {
        apps.remove(id);
    }

    private AppFigures of(AppId id) {
        return apps.computeIfAbsent(id, _ -> new AppFigures());
    }

    private static MetricService.Now sum(AppFigures figures) {
        if (figures.use.isEmpty() && figures.asked.isEmpty()) {
            return MetricService.Now.UNKNOWN;
        }
        double cpu = 0;
        double memory = 0;
        double limit = 0;
        for (var use : figures.use.values()) {
            cpu += use.cpuMillis();
            memory += use.memoryBytes();
            limit += use.memoryLimitBytes();
        }
        boolean used = !figures.use.isEmpty();
        double asked = figures.asked.values().stream().mapToDouble(Asked::perSecond).sum();
        return new MetricService.Now(
                used ? cpu : Double.NaN,
                used ? memory : Double.NaN,
                used && limit > 0 ? limit : Double.NaN,
                asked,
                p95Millis(figures.latency));
    }

    private static double p95Millis(Deque<Latency> window) {
        var sum = new long[LatencyBuckets.COUNT];
        for (var latency : window) {
            for (int bucket = 0; bucket < sum.length; bucket++) {
                sum[bucket] += latency.counts()[bucket];
            }
        }
        long micros = LatencyBuckets.percentileMicros(sum, 0.95);
        return micros == 0 ? Double.NaN : micros / 1000.0;
    }
}
