package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What measurements share: a folder to work in and one platform, made at first use. Closing it removes both. */
final class Bench implements AutoCloseable {

    private final Path folder;
    private final Thread ending = Thread.ofPlatform().unstarted(this::cleanUp);
    private @Nullable BenchPlatform platform;

    Bench() throws IOException {
        folder = Files.createTempDirectory("slipway-bench");
        // Whoever interrupts the bench must not be left with its processes and containers.
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /** A new folder of that name; it goes with the bench. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Progress; beside the result, which goes to standard output. */
    void say(String sentence) {
        System.err.println("  " + sentence);
    }

    /** A platform that is ready and has its first account. */
    synchronized BenchPlatform platform() throws IOException, InterruptedException {
        var known = platform;
        if (known == null) {
            known = new BenchPlatform(folder("platform"));
            platform = known;
            known.start();
            known.setUp();
        }
        return known;
    }

    /** Another platform, that is not started yet; whoever asks for it closes it. */
    BenchPlatform platform(String name, String instanceNetwork, List<String> serverFlags) throws IOException {
        return new BenchPlatform(folder(name), instanceNetwork, serverFlags);
    }

    /** Ends the platform, so that it does not disturb what comes. */
    synchronized void endPlatform() {
        var known = platform;
        platform = null;
        if (known != null) {
            known.close();
        }
    }

    @Override
    public void close() {
        cleanUp();
        Runtime.getRuntime().removeShutdownHook(ending);
    }

    private void cleanUp() {
        endPlatform();
        ChildProcesses.endAll();
        remove(folder);
    }

    /** Removes a folder and what is in it. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("  Files of the bench were left behind in " + folder);
        }
    }
}
