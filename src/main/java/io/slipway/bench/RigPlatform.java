package io.slipway.bench;

import io.slipway.agent.ContainerLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Slipway on the hosts of a rig, as {@code ./slipway agent} joins them: the server on this machine, an agent in each host. */
final class RigPlatform implements Contender, AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String APP = "web";
    private static final String OF_APP = "io.slipway.app=" + APP;
    private static final int ROUTER_PORT = 8_000;
    /** What is kept warm when nobody says otherwise. */
    private static final int DEFAULT_WARM = 4;

    private final Rig rig;
    private final BenchPlatform platform;
    private final Path folder;
    private int warm = DEFAULT_WARM;
    private List<String> watch = List.of();

    RigPlatform(Rig rig, BenchPlatform platform, Path folder) {
        this.rig = rig;
        this.platform = platform;
        this.folder = folder;
    }

    /** Starts everything, and the app with one instance. */
    void start() throws IOException, InterruptedException {
        startServer();
        platform.awaitServer();
        platform.setUp();
        for (int host = 1; host <= rig.hosts(); host++) {
            startAgent(host, List.of("--token=" + platform.api().joinToken(name(host))));
        }
        awaitReady();
        platform.api().createSample(APP);
    }

    /** Has each host keep so many sandboxes warm, and waits for them. */
    void keepWarm(int sandboxes) throws IOException, InterruptedException {
        platform.stopServer();
        warm = sandboxes;
        startServer();
        awaitReady();
    }

    @Override
    public void watchClosely(Duration heartbeat, Duration lease) throws IOException, InterruptedException {
        platform.stopServer();
        warm = DEFAULT_WARM;
        watch = List.of(
                "--slipway.hosts.heartbeat=" + heartbeat.toMillis() + "ms",
                "--slipway.hosts.lease=" + lease.toMillis() + "ms");
        startServer();
        awaitReady();
    }

    private void startServer() throws IOException {
        var arguments = new ArrayList<>(watch);
        arguments.add("--spring.grpc.server.address=0.0.0.0");
        arguments.add("--slipway.dispatcher.warm-sandboxes=" + warm);
        platform.startServer(arguments.toArray(String[]::new));
    }

    private static String name(int host) {
        return "host-" + host;
    }

    private void startAgent(int host, List<String> more) throws IOException {
        var command = Jvm.agent();
        command.addAll(List.of(
                "-jar",
                "agent.jar",
                "agent",
                "--data=" + folder.resolve(name(host)),
                "--server=" + rig.outside() + ":" + platform.agentPort(),
                "--router-port=" + ROUTER_PORT));
        command.addAll(more);
        ChildProcess.start(Path.of("").toAbsolutePath(), folder.resolve(name(host) + ".log"), rig.in(host, command));
    }

    /** All sandboxes, those that wait for an instance, too: only the others answer. */
    @Override
    public ServingInstances.Which instances() {
        return new ServingInstances.Which("label", ContainerLabels.ADDRESS);
    }

    @Override
    public ServingInstances.Which containers() {
        return new ServingInstances.Which("label", OF_APP);
    }

    /** What the engines call the app's image. */
    String imageId() throws IOException {
        for (int host = 1; host <= rig.hosts(); host++) {
            var found = rig.engine(host).list("label", OF_APP);
            if (!found.isEmpty()) {
                return found.getFirst().path("ImageID").asString();
            }
        }
        throw new IllegalStateException("No host runs the app");
    }

    @Override
    public void scale(int instances) throws IOException, InterruptedException {
        platform.api().scale(APP, instances);
    }

    @Override
    public void only(List<Integer> hosts) throws IOException, InterruptedException {
        for (int host : IntStream.rangeClosed(1, rig.hosts()).toArray()) {
            platform.api().cordon(name(host), !hosts.contains(host));
        }
    }

    @Override
    public void awaitReady() throws InterruptedException {
        Patience.until(
                "well hosts (logs: " + folder + ")",
                START,
                LOOK,
                () -> platform.api().wellHosts(warm) == rig.hosts());
    }

    @Override
    public void returned(int host) throws IOException, InterruptedException {
        startAgent(host, List.of());
        awaitReady();
    }

    /** Ends the server; the agents end with their hosts. */
    @Override
    public void close() {
        platform.close();
    }
}
