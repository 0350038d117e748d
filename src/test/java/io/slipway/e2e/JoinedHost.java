package io.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** A further host of a platform, with an engine of its own, as {@code ./slipway agent} makes it. */
final class JoinedHost implements AutoCloseable {

    private final Path folder;
    private final List<String> arguments;
    private final JarProcess agent;

    /** A machine that has not joined yet. */
    JoinedHost(Platform platform, OwnEngine engine) {
        var name = UUID.randomUUID().toString().substring(0, 6);
        try {
            folder = Files.createTempDirectory("slipway-e2e-host");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        arguments = List.of(
                "agent",
                "--data=" + folder.resolve("agent"),
                "--server=127.0.0.1:" + platform.agentPort(),
                "--router-port=" + Platform.freePort(),
                "--engine=" + engine.address(),
                "--network=slipway-test-" + name,
                "--bridge=slt" + name);
        agent = new JarProcess("agent", folder, arguments);
    }

    /** Throws with what the agent said when it could not join. */
    void join(String token) {
        errand("--token=" + token, "--join");
    }

    void start() {
        agent.start();
    }

    /** How the agent stands with the server, in its own words. */
    String link() {
        try {
            return Files.readString(folder.resolve("agent/link")).strip();
        } catch (IOException notYet) {
            return "";
        }
    }

    private void errand(String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        new JarProcess("errand", folder, all).run();
    }

    @Override
    public void close() {
        agent.stop();
        if (Files.exists(folder.resolve("agent/host"))) {
            errand("--purge");
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A host's folder was left behind in " + folder, e);
        }
    }
}
