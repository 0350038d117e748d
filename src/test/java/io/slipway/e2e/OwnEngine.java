package io.slipway.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Docker Engine that a test may stop and start, beside the machine's own and without touching anything of it: folders, socket
 * and bridge are its own, and it writes no packet filter. Never with {@code --bridge=none}: that would delete the other's bridge.
 */
final class OwnEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final String bridge = "sle" + UUID.randomUUID().toString().substring(0, 8);
    private final boolean liveRestore;
    private @Nullable Process process;

    private OwnEngine(boolean liveRestore) {
        this.liveRestore = liveRestore;
        try {
            folder = Files.createTempDirectory("slipway-engine");
            Files.writeString(folder.resolve("daemon.json"), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an engine; with live-restore, containers outlive it. */
    static OwnEngine start(boolean liveRestore) {
        var engine = new OwnEngine(liveRestore);
        run("ip", "link", "add", engine.bridge, "type", "bridge");
        run("ip", "address", "add", "10.210.254.1/30", "dev", engine.bridge);
        engine.start();
        return engine;
    }

    String address() {
        return "unix://" + socket();
    }

    /** Starts it again after a {@link #stop}. */
    void start() {
        try {
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("dockerd.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("an engine").atMost(PATIENCE).until(() -> Files.exists(socket()));
    }

    /** Ends it as {@code systemctl stop docker} does. */
    void stop() {
        var running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
            Files.deleteIfExists(socket());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = null;
    }

    /** Started once more if need be, since only it can end the containers that outlived it. */
    @Override
    public void close() {
        if (process == null) {
            start();
        }
        try (var engine = new Engine(address())) {
            engine.removeAll();
        }
        stop();
        endShims();
        unmountData();
        run("ip", "link", "delete", bridge);
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An engine's folder was left behind in " + folder, e);
        }
    }

    /** An engine that was ended while it removed a container can leave the process beside it; the folder tells whose it is. */
    private void endShims() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(folder.toString()))
                        .isPresent())
                .forEach(ProcessHandle::destroy);
    }

    /** An engine with live-restore leaves its folder mounted on itself. */
    private void unmountData() {
        var data = folder.resolve("data");
        try {
            if (Files.readString(Path.of("/proc/mounts")).contains(" " + data + " ")) {
                run("umount", data.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path socket() {
        return folder.resolve("docker.sock");
    }

    private List<String> command() {
        return List.of(
                "dockerd",
                "--host=unix://" + socket(),
                "--config-file=" + folder.resolve("daemon.json"),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("dockerd.pid"),
                "--bridge=" + bridge,
                "--iptables=false",
                "--ip6tables=false",
                "--ip-forward=false",
                "--live-restore=" + liveRestore,
                "--shutdown-timeout=5");
    }

    private static void run(String... command) {
        try {
            var program = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (program.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
