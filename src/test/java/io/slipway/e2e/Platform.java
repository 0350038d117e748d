package io.slipway.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A whole Slipway on this machine for tests: the packaged jar as two processes, as {@code ./slipway up} starts them, with its own
 * ports, data folder, network and bridge. Closing it removes all that it made, containers included.
 */
final class Platform implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);

    private final Path data;
    private final String name = UUID.randomUUID().toString().substring(0, 6);
    /** Of its own, beside whatever else runs on this engine; for four hosts. */
    private final String network = "10." + ThreadLocalRandom.current().nextInt(128, 192) + "."
            + 16 * ThreadLocalRandom.current().nextInt(16) + ".0/20";

    private final int consolePort = freePort();
    private final int agentPort = freePort();
    private final int routerPort = freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private final JarProcess server;
    private final JarProcess agent;

    private final String engine;

    private Platform(Path data, String engine, String... serverOptions) {
        this.data = data;
        this.engine = engine;
        var arguments = new ArrayList<>(serverArguments());
        arguments.addAll(List.of(serverOptions));
        this.server = new JarProcess("server", data, arguments);
        this.agent = new JarProcess("agent", data, agentArguments());
    }

    /** Starts both processes and waits until the platform is ready. One that does not become so leaves nothing behind. */
    static Platform start() {
        return startOn(Engine.OF_THIS_MACHINE);
    }

    /** The same with containers on another engine of this machine. */
    static Platform startOn(String engine) {
        try {
            var platform = new Platform(Files.createTempDirectory("slipway-e2e"), engine);
            try {
                platform.server.start();
                await("a join token").atMost(START).until(platform.joinToken().toFile()::exists);
                platform.agent.start();
                platform.awaitReady();
                return platform;
            } catch (ConditionTimeoutException late) {
                var told = platform.server.output();
                platform.close();
                throw new IllegalStateException("The platform did not become ready; its server said:\n" + told, late);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server alone; hosts join it later. */
    static Platform startWithoutHost() {
        return startWithoutHost(List.of());
    }

    /**
     * The same with more in its store from the beginning.
     *
     * @param statements run at each start
     */
    static Platform startWithoutHost(List<String> statements) {
        try {
            var data = Files.createTempDirectory("slipway-e2e");
            var options = new ArrayList<>(List.of("--spring.grpc.server.address=0.0.0.0"));
            if (!statements.isEmpty()) {
                var scripts = Files.createDirectory(data.resolve("scripts"));
                Files.writeString(scripts.resolve("afterMigrate.sql"), String.join(";\n", statements));
                options.add("--spring.flyway.locations=classpath:db/migration,filesystem:" + scripts);
            }
            var platform = new Platform(data, Engine.OF_THIS_MACHINE, options.toArray(String[]::new));
            platform.server.start();
            await("a set-up token")
                    .atMost(START)
                    .until(platform.data.resolve("server/setup-token").toFile()::exists);
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JarProcess server() {
        return server;
    }

    JarProcess agent() {
        return agent;
    }

    int agentPort() {
        return agentPort;
    }

    int routerPort() {
        return routerPort;
    }

    String consoleUrl() {
        return "http://127.0.0.1:" + consolePort;
    }

    /** The one-time token of the set-up link. */
    String setupToken() {
        try {
            return Files.readString(data.resolve("server/setup-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return data;
    }

    /** What the server keeps. */
    Path serverData() {
        return data.resolve("server");
    }

    /** Runs another role of the jar to its end, which must be a good one. */
    void run(String role, String... arguments) {
        var all = new ArrayList<>(List.of(role));
        all.addAll(List.of(arguments));
        new JarProcess(role, data, all).run();
    }

    /** Sets the first account through the API and answers a client that acts as it. */
    ApiClient setUp() {
        return ApiClient.setUp(consoleUrl(), setupToken());
    }

    void awaitReady() {
        await("a ready platform")
                .atMost(START)
                .ignoreExceptions()
                .until(() -> http.send(
                                        HttpRequest.newBuilder(URI.create(consoleUrl() + "/actuator/health/platform"))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    @Override
    public void close() {
        server.stop();
        agent.stop();
        // An agent that never joined has made nothing on the engine.
        if (Files.exists(data.resolve("agent/host.crt"))) {
            var removal = new ArrayList<>(agentArguments());
            removal.add("--purge");
            new JarProcess("agent-purge", data, removal).run();
        }
        deleteData();
    }

    /** Where an agent that took over from another one says which process it is. */
    Path agentPidFile() {
        return data.resolve("agent.pid");
    }

    private Path joinToken() {
        return data.resolve("server/local-join-token");
    }

    private List<String> serverArguments() {
        return List.of(
                "server",
                "--slipway.data=" + data.resolve("server"),
                "--server.port=" + consolePort,
                "--spring.grpc.server.port=" + agentPort,
                "--slipway.router-port=" + routerPort,
                "--slipway.autoscale.interval=1s",
                "--slipway.hosts.instance-network=" + network,
                "--slipway.dispatcher.protected-addresses=127.0.0.1:" + consolePort);
    }

    private List<String> agentArguments() {
        return List.of(
                "agent",
                "--data=" + data.resolve("agent"),
                "--server=127.0.0.1:" + agentPort,
                "--token-file=" + joinToken(),
                "--router-port=" + routerPort,
                "--engine=" + engine,
                "--network=slipway-test-" + name,
                "--bridge=slt" + name,
                "--pid-file=" + agentPidFile());
    }

    private void deleteData() {
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Test data was left behind in " + data, e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
