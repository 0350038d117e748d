package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a measurement started. No text of a user ever reaches its arguments. */
final class ChildProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param folder that it runs in
     * @param log that its output is appended to
     */
    static ChildProcess start(Path folder, Path log, List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return ChildProcesses.known(new ChildProcess(process));
    }

    /** Runs a program to its end and answers what it printed. */
    static String output(Path folder, List<String> command) throws IOException, InterruptedException {
        var log = Files.createTempFile("slipway-bench", ".txt");
        try (var child = start(folder, log, command)) {
            child.process.waitFor();
            return Files.readString(log);
        } finally {
            Files.delete(log);
        }
    }

    /** Runs a program to its end; {@link IllegalStateException} with what it printed when that was not a good one. */
    static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        var log = Files.createTempFile("slipway-bench", ".txt");
        try (var child = start(folder, log, command)) {
            if (child.process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(log));
            }
        } finally {
            Files.delete(log);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** KILL, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** TERM, and KILL when it does not listen. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
