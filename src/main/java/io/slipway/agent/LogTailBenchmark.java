package io.slipway.agent;

import io.slipway.protocol.LogBatch;
import io.slipway.protocol.RunSpec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** Measures the agent's part of the log path, from the engine's file to serialized batches, on a file that it writes itself. */
public final class LogTailBenchmark {

    private LogTailBenchmark() {}

    /**
     * What was measured.
     *
     * @param cpuSecondsPer100k processor time of the reading thread: parse, spool, read again, serialize
     * @param lines that came out
     */
    public record Result(double cpuSecondsPer100k, long lines) {}

    /**
     * Reads lines through tail and spool.
     *
     * @param folder empty; the caller removes it
     */
    public static Result run(Path folder, int lines) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var file = folder.resolve("benchmark-json.log");
        write(file, lines);
        try (var spool = LogSpool.open(folder.resolve("spool"), LogShipper.DEFAULT_SPOOL_BYTES)) {
            var gather = new LogGather(spool, Clock.systemUTC(), Integer.MAX_VALUE);
            var container = new RunningContainer(
                    "benchmark",
                    1,
                    file.toString(),
                    1,
                    "01980000-0000-7000-8000-000000000001",
                    RunSpec.newBuilder()
                            .setAppId("01980000-0000-7000-8000-000000000002")
                            .setProcessId("01980000-0000-7000-8000-000000000003")
                            .build());
            long start = cpuNanos();
            long out = ship(new LogFollowed(container, Optional.empty(), gather), gather, spool);
            return new Result((cpuNanos() - start) / 1e9 * 100_000 / lines, out);
        }
    }

    /** Prints the processor time of 100,000 lines and how many came out, after a warm-up; arguments: folder, lines. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("log-tail-benchmark");
        int lines = args.length > 1 ? Integer.parseInt(args[1]) : 500_000;
        run(folder.resolve("warm-up"), lines / 5);
        var result = run(folder.resolve("run"), lines);
        System.out.println(result.cpuSecondsPer100k() + " " + result.lines());
    }

    private static long ship(LogFollowed followed, LogGather gather, LogSpool spool)
            throws IOException, InterruptedException {
        var chunk = ByteBuffer.allocate(JsonFileTail.CHUNK);
        long sent = 0;
        long count = 0;
        while (followed.poll(chunk, gather)) {
            gather.endSweep(System.nanoTime());
            Optional<LogBatch> batch = spool.next(sent, Duration.ZERO);
            while (batch.isPresent()) {
                sent = batch.get().getSequence();
                count += batch.get().toByteArray().length > 0 ? batch.get().getEntriesCount() : 0;
                spool.acknowledged(sent);
                batch = spool.next(sent, Duration.ZERO);
            }
        }
        return count;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void write(Path file, int lines) throws IOException {
        var random = new SplittableRandom(42);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                out.write(
                        "{\"log\":\"2026-01-01T00:00:00.000Z  INFO 1 --- [exec-1] i.s.d.OrderService : \\\"request\\\" completed");
                out.write(
                        " with status 200 path=/api/orders user=%d trace=%016x\\n\",\"stream\":\"stdout\",\"time\":\"2026-01-01T00:00:00.%09dZ\"}\n"
                                .formatted(random.nextInt(50_000), random.nextLong(), i % 1_000_000_000));
            }
        }
    }
}
