package io.slipway.autoscale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Recorded steps as a test wants them: so many of one kind, then so many of another, up to {@link #NOW}. */
final class LoadBuilder {

    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    static final Duration STEP = Duration.ofSeconds(10);

    private final List<Load> kinds = new ArrayList<>();

    static LoadBuilder loads() {
        return new LoadBuilder();
    }

    /** Steps in which so many instances used this much CPU each. */
    LoadBuilder cpu(int steps, int instances, double percent) {
        return add(steps, new Load(NOW, instances, 0, instances * percent, instances * 50, 0, Double.NaN));
    }

    /** Steps in which some of the instances have just started. */
    LoadBuilder cpuOfSome(int steps, int counted, int absent, double percent) {
        return add(steps, new Load(NOW, counted, absent, counted * percent, counted * 50, 0, Double.NaN));
    }

    /** Steps with so many requests in all. */
    LoadBuilder requests(int steps, int instances, double perSecond) {
        return add(steps, new Load(NOW, instances, 0, 0, 0, perSecond, 20));
    }

    /** Steps with answers of this slowness. */
    LoadBuilder p95(int steps, int instances, double millis) {
        return add(steps, new Load(NOW, instances, 0, 0, 0, 10, millis));
    }

    /** Steps without any requests. */
    LoadBuilder quiet(int steps, int instances) {
        return add(steps, new Load(NOW, instances, 0, 0, 0, 0, Double.NaN));
    }

    /** Steps of which nothing is known. */
    LoadBuilder gap(int steps) {
        return add(steps, Load.unknown(NOW));
    }

    LoadBuilder add(int steps, Load load) {
        for (int i = 0; i < steps; i++) {
            kinds.add(load);
        }
        return this;
    }

    List<Load> build() {
        return build(STEP);
    }

    /** With this time between them. */
    List<Load> build(Duration step) {
        var loads = new ArrayList<Load>();
        for (int i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            loads.add(new Load(
                    NOW.minus(step.multipliedBy(kinds.size() - 1 - i)),
                    kind.counted(),
                    kind.absent(),
                    kind.cpuPercents(),
                    kind.memoryPercents(),
                    kind.requestsPerSecond(),
                    kind.p95Millis()));
        }
        return loads;
    }
}
