package io.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One role of the packaged jar as a process of its own. */
final class JarProcess {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 30;

    private final String name;
    private final String jar;
    private final Path log;
    private final List<String> prefix;
    private final List<String> arguments;
    private @Nullable Process process;
    private @Nullable ProcessHandle successor;

    /**
     * @param name in messages, and of its log in the folder
     * @param arguments the first is the role
     */
    JarProcess(String name, Path folder, List<String> arguments) {
        this(name, folder, List.of(), arguments);
    }

    /** The same run by another command, which takes it as its last arguments. */
    JarProcess(String name, Path folder, List<String> prefix, List<String> arguments) {
        this.name = name;
        this.prefix = List.copyOf(prefix);
        this.jar = arguments.getFirst().equals("agent") ? "agent.jar" : "slipway.jar";
        this.log = folder.resolve(name + ".log");
        this.arguments = List.copyOf(arguments);
    }

    void start() {
        try {
            process = new ProcessBuilder(command())
                    .directory(layOut().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The " + name + " did not start", e);
        }
    }

    /** Starts it and waits for its end, which must be a good one. */
    void run() {
        start();
        await(PATIENCE_SECONDS);
        boolean ended = !isAlive();
        stop();
        if (!ended || running().exitValue() != 0) {
            throw new IllegalStateException("The " + name + " did not end well: " + output());
        }
    }

    long pid() {
        return running().pid();
    }

    boolean isAlive() {
        return (process != null && process.isAlive()) || (successor != null && successor.isAlive());
    }

    /** Asks it to hand over to a new process of its own making, and waits until that one has taken over and it has ended itself. */
    void handOver(Path pidFile) throws IOException, InterruptedException {
        long before = successor == null ? pid() : successor.pid();
        new ProcessBuilder("kill", "-USR1", Long.toString(before)).start().waitFor();
        Awaitility.await("the new process")
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> isNew(pidFile, before));
        successor = ProcessHandle.of(number(pidFile)).orElseThrow();
        Awaitility.await("the end of the old process")
                .atMost(Duration.ofSeconds(2 * PATIENCE_SECONDS))
                .until(() -> ProcessHandle.of(before).map(old -> !old.isAlive()).orElse(true));
    }

    private static boolean isNew(Path pidFile, long before) throws IOException {
        return Files.exists(pidFile) && number(pidFile) != before;
    }

    private static long number(Path pidFile) throws IOException {
        return Long.parseLong(Files.readString(pidFile).strip());
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        running().destroyForcibly();
        await(PATIENCE_SECONDS);
    }

    /** Ends it as {@code kill} does, and harder if it does not listen. */
    void stop() {
        if (successor != null) {
            successor.destroy();
            successor.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            successor = null;
        }
        if (isAlive()) {
            running().destroy();
            await(PATIENCE_SECONDS);
        }
        if (isAlive()) {
            kill();
        }
    }

    /** What it has printed; for messages of failing tests. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no output: " + e.getMessage();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("The " + name + " was not started");
        }
        return process;
    }

    private void await(long seconds) {
        try {
            running().waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Compiles in one tier only: tests start many processes and none of them lives for long. */
    private List<String> command() {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx320m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar));
        command.addAll(arguments);
        return command;
    }

    /** The jar laid out as {@code ./slipway up} does it, once per packaged jar. */
    private static synchronized Path layOut() throws IOException {
        var app = TARGET.resolve("e2e-app");
        var packaged = TARGET.resolve("slipway.jar");
        if (!Files.exists(app)
                || Files.getLastModifiedTime(app.resolve("slipway.jar")).compareTo(Files.getLastModifiedTime(packaged))
                        < 0) {
            var script = Path.of("tools", "lay-out.sh").toAbsolutePath().toString();
            var laying = new ProcessBuilder(script, packaged.toString(), app.toString()).inheritIO();
            laying.environment().put("JAVA_HOME", System.getProperty("java.home"));
            try {
                if (laying.start().waitFor() != 0) {
                    throw new IOException("The jar could not be laid out");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return app;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
