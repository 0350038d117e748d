package io.slipway.bench;

import io.slipway.agent.LogTailBenchmark;
import io.slipway.logs.LogBenchmark;
import java.io.IOException;
import java.util.ArrayList;

/** The log path in its two halves, the agent's and the store's, without a network between them. */
final class LogMeasurement implements Measurement {

    private static final int WARM_UP_LINES = 200_000;
    private static final int LINES = 1_000_000;
    private static final int SEARCHES = 21;
    private static final int TAIL_LINES = 500_000;
    private static final int RUNS = 3;
    private static final double GOAL_MILLIS = 30;

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        var store = store(bench);
        var tails = new ArrayList<Double>();
        LogTailBenchmark.run(bench.folder("tail-warm-up"), WARM_UP_LINES);
        for (int run = 0; run < RUNS; run++) {
            var folder = bench.folder("tail-" + run);
            var result = LogTailBenchmark.run(folder, TAIL_LINES);
            if (result.lines() != TAIL_LINES) {
                throw new IllegalStateException("Of " + TAIL_LINES + " lines " + result.lines() + " came out");
            }
            tails.add(result.cpuSecondsPer100k());
            Bench.remove(folder);
        }
        return Figures.of(
                Figure.of("logs.store_lines_per_second", store.linesPerSecond()),
                Figure.of("logs.agent_cpu_seconds_per_100k", new Runs(tails)),
                Figure.of("logs.search_rare_millis", store.rareWordMillis()).atMost(GOAL_MILLIS),
                Figure.of("logs.search_missing_millis", store.missingWordMillis()),
                Figure.of("logs.store_bytes_per_line", store.bytesPerLine()),
                Figure.of("logs.raw_bytes_per_line", store.rawBytesPerLine()));
    }

    private static LogBenchmark.Result store(Bench bench) throws IOException {
        var warmUp = bench.folder("store-warm-up");
        LogBenchmark.run(warmUp, WARM_UP_LINES, SEARCHES);
        Bench.remove(warmUp);
        var folder = bench.folder("store");
        var result = LogBenchmark.run(folder, LINES, SEARCHES);
        Bench.remove(folder);
        return result;
    }
}
