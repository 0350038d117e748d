package io.slipway.bench;

import java.io.IOException;
import java.util.ArrayList;

/** From the start of the processes until console and host are ready, on a new data folder. */
final class StartMeasurement implements Measurement {

    private static final int RUNS = 3;
    private static final double GOAL_SECONDS = 8;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        var first = new ArrayList<Double>();
        for (int run = 0; run < RUNS; run++) {
            try (var platform = new BenchPlatform(bench.folder("start-" + run))) {
                first.add(Work.seconds(platform::start));
            }
        }
        return Figures.of(Figure.of("start.ready_seconds", new Runs(first)).atMost(GOAL_SECONDS));
    }
}
