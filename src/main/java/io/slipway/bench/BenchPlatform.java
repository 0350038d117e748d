package io.slipway.bench;

import io.slipway.agent.ContainerLabels;
import io.slipway.kernel.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A whole Slipway of the bench's own: server and agent as {@code ./slipway up} starts them, with the same flags, on ports, data and
 * a network that nobody else uses. The bench must run in the folder where the jar is laid out.
 */
final class BenchPlatform implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    private final Path data;
    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private final String instanceNetwork;
    private final List<String> serverFlags;
    private final int consolePort = Web.freePort();
    private final int agentPort = Web.freePort();
    private final int routerPort = Web.freePort();
    private final Engine engine = new Engine();
    private @Nullable ChildProcess server;
    private @Nullable ChildProcess agent;
    private @Nullable PlatformApi api;

    BenchPlatform(Path data) throws IOException {
        this(data, freeNetwork(), List.of());
    }

    /**
     * A platform of another size.
     *
     * @param instanceNetwork CIDR that hosts get their subnets from
     * @param serverFlags of the server's JVM, beside the usual ones
     */
    BenchPlatform(Path data, String instanceNetwork, List<String> serverFlags) throws IOException {
        this.data = data;
        this.instanceNetwork = instanceNetwork;
        this.serverFlags = List.copyOf(serverFlags);
    }

    /** One host's worth of addresses that most likely nobody uses. */
    private static String freeNetwork() {
        var random = ThreadLocalRandom.current();
        return "10." + random.nextInt(128, 192) + "." + 4 * random.nextInt(64) + ".0/22";
    }

    /** Starts both processes and waits until the platform is ready. */
    void start() throws IOException, InterruptedException {
        startServer();
        Patience.until("a join token", START, () -> Files.size(joinToken()) > 0);
        startAgent();
        awaitPlatform();
    }

    /** Sets the first account; whoever asks for {@link #api} acts as it. */
    void setUp() throws IOException, InterruptedException {
        api = PlatformApi.setUp(
                consolePort,
                Files.readString(data.resolve("server/setup-token")).strip());
    }

    PlatformApi api() {
        if (api == null) {
            throw new IllegalStateException("The platform has no account yet");
        }
        return api;
    }

    void startServer(String... more) throws IOException {
        var jvm = Jvm.server();
        jvm.addAll(serverFlags);
        var command = jar(jvm, "slipway.jar");
        command.addAll(List.of(
                "server",
                "--slipway.data=" + data.resolve("server"),
                "--server.port=" + consolePort,
                "--spring.grpc.server.port=" + agentPort,
                "--slipway.router-port=" + routerPort,
                "--slipway.hosts.instance-network=" + instanceNetwork,
                "--slipway.dispatcher.protected-addresses=127.0.0.1:" + consolePort));
        command.addAll(List.of(more));
        server = ChildProcess.start(Path.of("").toAbsolutePath(), data.resolve("server.log"), command);
    }

    void startAgent() throws IOException {
        var command = jar(Jvm.agent(), "agent.jar");
        command.addAll(agentArguments());
        agent = ChildProcess.start(Path.of("").toAbsolutePath(), data.resolve("agent.log"), command);
    }

    /** Waits until the server can be set up; without an agent it is not ready as a platform. */
    void awaitServer() throws InterruptedException {
        Patience.until(
                "a server (its log: " + data + "/server.log)",
                START,
                () -> Files.exists(data.resolve("server/setup-token")) && isWell("/actuator/health/readiness"));
    }

    /** Ends the server as a power cut would. */
    void killServer() {
        if (server != null) {
            server.kill();
        }
    }

    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    /** Gives the host's pool another size and waits until it is full. */
    void keepWarm(int sandboxes) throws IOException, InterruptedException {
        stopServer();
        startServer("--slipway.dispatcher.warm-sandboxes=" + sandboxes);
        awaitPlatform();
        awaitWarm(sandboxes);
    }

    void awaitPlatform() throws InterruptedException {
        Patience.until("a ready platform (its logs: " + data + ")", START, () -> isWell("/actuator/health/platform"));
    }

    /** Waits until so many sandboxes wait for instances. */
    void awaitWarm(int sandboxes) throws InterruptedException {
        Patience.until(
                sandboxes + " warm sandboxes", START, () -> warmSandboxes().size() >= sandboxes);
    }

    /** Ids of the containers that wait for an instance; other platforms on this machine have other addresses. */
    List<String> warmSandboxes() throws IOException {
        var ours = Cidr.of(instanceNetwork);
        return engine.list("label", ContainerLabels.ADDRESS).stream()
                .filter(container -> ours.contains(address(container)))
                .filter(container -> container.path("Names").path(0).asString().startsWith("/slipway-pool-"))
                .map(container -> container.path("Id").asString())
                .toList();
    }

    /** That of a sandbox; empty for other containers. */
    static String address(JsonNode container) {
        return container.path("Labels").path(ContainerLabels.ADDRESS).asString("");
    }

    /** Whether an app answers through its route. */
    boolean answers(String app, String path) {
        return Web.status(routerPort, app + ".apps.localhost", path) == 200;
    }

    int consolePort() {
        return consolePort;
    }

    int agentPort() {
        return agentPort;
    }

    long serverPid() {
        return server == null ? -1 : server.pid();
    }

    long agentPid() {
        return agent == null ? -1 : agent.pid();
    }

    /** Ends both and removes what they made, containers and network included. */
    @Override
    public void close() {
        stopServer();
        if (agent != null) {
            agent.close();
            purge();
        }
        Bench.remove(data);
    }

    private void purge() {
        var command = jar(Jvm.agent(), "agent.jar");
        command.addAll(agentArguments());
        command.add("--purge");
        try (var purge = ChildProcess.start(Path.of("").toAbsolutePath(), data.resolve("purge.log"), command)) {
            purge.awaitEnd();
        } catch (IOException | InterruptedException e) {
            System.err.println("  Containers of the bench may be left behind: " + e.getMessage());
        }
    }

    private boolean isWell(String path) {
        return Web.status(consolePort, "127.0.0.1:" + consolePort, path) == 200;
    }

    private Path joinToken() {
        return data.resolve("server/local-join-token");
    }

    private List<String> agentArguments() {
        return List.of(
                "agent",
                "--data=" + data.resolve("agent"),
                "--server=127.0.0.1:" + agentPort,
                "--token-file=" + joinToken(),
                "--router-port=" + routerPort,
                "--network=slipway-bench-" + mark,
                "--bridge=slb" + mark);
    }

    private static List<String> jar(List<String> jvm, String name) {
        jvm.addAll(List.of("-jar", name));
        return jvm;
    }
}
