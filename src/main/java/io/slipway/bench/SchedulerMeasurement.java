package io.slipway.bench;

import io.slipway.scheduler.PlacementBenchmark;
import java.util.ArrayList;

/** The scheduler alone. */
final class SchedulerMeasurement implements Measurement {

    private static final int RUNS = 5;
    private static final double GOAL = 1_000_000;

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public Figures measure(Bench bench) {
        var rates = new ArrayList<Double>();
        for (int run = 0; run < RUNS; run++) {
            rates.add(PlacementBenchmark.run());
        }
        return Figures.of(
                Figure.of("scheduler.placements_per_second", new Runs(rates)).atLeast(GOAL));
    }
}
