package io.slipway.bench;

import java.io.IOException;
import java.util.ArrayList;

/** From the start of the server's process to a console that answers: on a new data folder and on a known one. */
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
        var again = new ArrayList<Double>();
        for (int run = 0; run < RUNS; run++) {
            try (var platform = new BenchPlatform(bench.folder("start-" + run))) {
                first.add(secondsToConsole(platform));
                platform.stopServer();
                again.add(secondsToConsole(platform));
            }
        }
        return Figures.of(
                Figure.of("start.ready_seconds", new Runs(first)).atMost(GOAL_SECONDS),
                Figure.of("start.again_seconds", new Runs(again)));
    }

    private static double secondsToConsole(BenchPlatform platform) throws IOException, InterruptedException {
        long start = System.nanoTime();
        platform.startServer();
        platform.awaitConsole();
        return (System.nanoTime() - start) / 1e9;
    }
}
