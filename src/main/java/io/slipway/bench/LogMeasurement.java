package io.slipway.bench;

import io.slipway.agent.LogTailBenchmark;
import io.slipway.logs.LogBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        for (int run = 0; run < RUNS; run++) {
            tails.add(tail(bench.folder("tail-" + run)));
        }
        return Figures.of(
                Figure.of("logs.store_lines_per_second", store.linesPerSecond()),
                Figure.of("logs.agent_cpu_seconds_per_100k", new Runs(tails)),
                Figure.of("logs.search_rare_millis", store.rareWordMillis()).atMost(GOAL_MILLIS),
                Figure.of("logs.search_missing_millis", store.missingWordMillis()),
                Figure.of("logs.store_bytes_per_line", store.bytesPerLine()),
                Figure.of("logs.raw_bytes_per_line", store.rawBytesPerLine()));
    }

    /** The agent's half in a JVM as agents run in; the store's half runs in this one, which has the server's flags. */
    private static double tail(Path folder) throws IOException, InterruptedException {
        var command = Jvm.agent();
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                LogTailBenchmark.class.getName(),
                folder.toString(),
                Integer.toString(TAIL_LINES)));
        var printed = ChildProcess.output(Path.of("").toAbsolutePath(), command).strip();
        Bench.remove(folder);
        var words = printed.substring(printed.lastIndexOf('\n') + 1).split(" ", 2);
        if (words.length < 2 || !words[1].equals(Integer.toString(TAIL_LINES))) {
            throw new IllegalStateException("Not all of " + TAIL_LINES + " lines came out: " + printed);
        }
        return Double.parseDouble(words[0]);
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
