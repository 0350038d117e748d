package io.slipway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** From the engine's time stamp of a line to its arrival on the live stream that browsers read. */
final class TailMeasurement implements Measurement {

    private static final String APP = "tail";
    private static final int WRITES = 50;
    private static final int LINES_EACH = 20;
    /** The sample app adds an error and three lines of a stack trace. */
    private static final int LINES_BESIDE = 4;

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double GOAL_MILLIS = 700;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "tail";
    }

    @Override
    public boolean needsPlatform() {
        return true;
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        var platform = bench.platform();
        platform.api().createSample(APP);
        Patience.until("the app", PATIENCE, () -> platform.answers(APP, "/"));
        var delays = new CopyOnWriteArrayList<Double>();
        var stream = platform.api().logStream(APP);
        var reader = Thread.ofVirtual().start(() -> read(stream, delays));
        Thread.sleep(PAUSE.multipliedBy(10));
        delays.clear();
        for (int write = 0; write < WRITES; write++) {
            platform.answers(APP, "/log?n=" + LINES_EACH);
            Thread.sleep(PAUSE);
        }
        int expected = WRITES * (LINES_EACH + LINES_BESIDE);
        Patience.until(expected + " lines", PATIENCE, () -> delays.size() >= expected);
        stream.close();
        reader.join(PAUSE);
        platform.api().delete(APP);
        var runs = new Runs(List.copyOf(delays));
        return Figures.of(
                Figure.of("logs.tail_p95_millis", runs.p95()).atMost(GOAL_MILLIS),
                Figure.of("logs.tail_median_millis", runs.median()),
                Figure.of("logs.tail_lines", delays.size()));
    }

    private static void read(java.io.InputStream stream, List<Double> delays) {
        try (var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            in.lines()
                    .filter(line -> line.startsWith("data:") && line.contains("\"t\":"))
                    .forEach(line -> delays.addAll(delays(line.substring("data:".length()), now())));
        } catch (IOException | UncheckedIOException closed) {
            // The measurement is over.
        }
    }

    private static List<Double> delays(String data, double arrived) {
        var lines = JSON.readTree(data);
        return new ArrayList<>(IntStream.range(0, lines.size())
                .mapToObj(lines::get)
                .filter(line -> List.of("out", "err").contains(line.path("s").asString()))
                .map(line -> arrived - line.path("t").asDouble())
                .toList());
    }

    /** The wall clock: the engine stamps lines with it. */
    private static double now() {
        return System.currentTimeMillis();
    }
}
