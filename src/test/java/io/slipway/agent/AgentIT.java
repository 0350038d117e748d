package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.images.PlatformImages;
import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.AssignedInstance;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.InspectImage;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.Probe;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.ServerMessage;
import io.slipway.protocol.Sidecar;
import io.slipway.protocol.Welcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent with everything real but the server's decisions: TLS, engine, filters, probes. */
@Tag("docker")
class AgentIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration SLACK = Duration.ofMillis(500);
    private static final String CLUSTER = "slipway-test-lab-36";
    private static final String ID = "0199aaaa-0000-7000-8000-000000000036";

    @TempDir
    private Path folder;

    private DockerLab lab;
    private FakeServer server;
    private HostNetwork filters;
    private HostInstances host;
    private AgentLoop loop;
    private Thread thread;
    private ServerLink channel;

    @BeforeEach
    void open() throws Exception {
        lab = new DockerLab(36);
        filters = new HostNetwork(lab.bridge, "SLT36");
        server = new FakeServer(Welcome.newBuilder()
                .setClusterId(CLUSTER)
                .setHostId("host-1")
                .setEpoch(5)
                .setSubnet(lab.subnet())
                .setHeartbeatMillis(100)
                .setLeaseMillis((int) LEASE.toMillis())
                .build());
        startAgent();
    }

    @AfterEach
    void close() throws Exception {
        stopAgent();
        server.close();
        filters.remove();
        lab.close();
    }

    @Test
    void runsWhatIsAssignedAndTakesItOverAfterARestartOfEitherSide() throws Exception {
        server.assign(assignment(5, 1, false));
        awaitPhase(InstancePhase.RUNNING);
        var before = lab.runtime.inspect(Names.app(ID)).orElseThrow();
        assertThat(server.report(ID).getReady()).isTrue();
        assertThat(server.received()).anyMatch(AgentMessage::hasHeartbeat);

        server.close();
        stopAgent();
        startAgent();
        server.start();
        awaitPhase(InstancePhase.RUNNING);
        assertThat(lab.runtime.inspect(Names.app(ID)).orElseThrow()).isEqualTo(before);

        server.assign(assignment(4, 9, true));
        server.assign(assignment(5, 0, true));
        server.send(ServerMessage.newBuilder()
                .setInspectImage(InspectImage.newBuilder().setRequestId("r").setReference("127.0.0.1:9/none/none:1"))
                .build());
        await("the agent has read what came before")
                .atMost(LIMIT)
                .until(() -> server.received().stream().anyMatch(AgentMessage::hasImageInspected));
        assertThat(server.report(ID).getPhase()).isEqualTo(InstancePhase.RUNNING);

        server.assign(assignment(5, 2, true));
        awaitPhase(InstancePhase.STOPPED);
        assertThat(lab.runtime.inspect(Names.app(ID))).isEmpty();
        assertThat(lab.runtime.inspect(Names.sandbox(ID))).isEmpty();
    }

    @Test
    void whatMustNeverRunTwiceEndsWithTheLeaseWhateverBecomesOfTheAgent() throws Exception {
        server.acknowledge(false);
        server.assign(atMostOne(1));
        awaitPhase(InstancePhase.PREPARING);
        server.acknowledge(true);
        awaitPhase(InstancePhase.RUNNING);
        var before = lab.runtime.inspect(Names.app(ID)).orElseThrow();

        stopAgent();
        startAgent();
        awaitRenewal();
        assertThat(lab.runtime.inspect(Names.app(ID)).orElseThrow())
                .as("another process of the agent goes on renewing")
                .isEqualTo(before);

        server.acknowledge(false);
        assertThat(untilGone(before.pid())).isLessThan(LEASE.plus(SLACK));
        awaitPhase(InstancePhase.FAILED);
        assertThat(server.report(ID).getReason()).isEqualTo("lease-ended");
        assertThat(lab.runtime.inspect(Names.sandbox(ID))).isEmpty();

        server.acknowledge(true);
        server.assign(atMostOne(2, "0199aaaa-0000-7000-8000-000000000037"));
        await("its next incarnation")
                .atMost(LIMIT)
                .until(() ->
                        server.report("0199aaaa-0000-7000-8000-000000000037").getPhase() == InstancePhase.RUNNING);
        var next = lab.runtime
                .inspect(Names.app("0199aaaa-0000-7000-8000-000000000037"))
                .orElseThrow();
        stopAgent();
        assertThat(untilGone(next.pid())).as("without any agent").isLessThan(LEASE.plus(SLACK));
        startAgent();
    }

    @Test
    void whatMustNeverRunTwiceHearsTermAndLeavesNoProcessBehind() throws Exception {
        var command = List.of("/bin/sh", "-c", "sleep 1000 & trap 'exit 7' TERM; while :; do usleep 20000; done");
        var spec = spec().addAllCommand(command)
                .setPort(0)
                .setAtMostOne(true)
                .clearStartupProbe()
                .build();
        server.assign(assignment(spec, false).setEpoch(5).setGeneration(1).build());
        awaitPhase(InstancePhase.RUNNING);
        var namespace = Files.readSymbolicLink(Path.of(
                "/proc/" + lab.runtime.inspect(Names.app(ID)).orElseThrow().pid() + "/ns/pid"));

        server.assign(assignment(spec, true).setEpoch(5).setGeneration(2).build());
        awaitPhase(InstancePhase.STOPPED);

        assertThat(server.report(ID).getExitCode()).isEqualTo(7);
        assertThat(processesIn(namespace)).isEmpty();
    }

    @Test
    void anAppMeetsItsSidecarAtLocalhostAndASidecarThatDiesNamesItself() throws Exception {
        var sidecar = Sidecar.newBuilder()
                .setName("proxy")
                .setImage(PlatformImages.SAMPLE_REFERENCE)
                .setImageId(lab.images.sample().imageId())
                .setPlatformImage(true)
                .addAllCommand(List.of("/bin/sh", "-c", "exec nc -ll -p 9000 -e /bin/echo $GREETING"))
                .putEnvironment("GREETING", "from-the-sidecar")
                .setMemoryBytes(32L << 20)
                .setCpuMillis(100);
        var command = List.of("/bin/sh", "-c", "while :; do nc 127.0.0.1 9000; usleep 100000; done");
        var spec = spec().addAllCommand(command)
                .setPort(0)
                .clearStartupProbe()
                .addSidecars(sidecar)
                .build();
        server.assign(assignment(spec, false).setEpoch(5).setGeneration(1).build());
        awaitPhase(InstancePhase.RUNNING);
        await("the sidecar's answer")
                .atMost(LIMIT)
                .until(() -> lab.runtime.lastLines(Names.app(ID), 1).stream().anyMatch("from-the-sidecar"::equals));

        stopAgent();
        startAgent();
        awaitPhase(InstancePhase.RUNNING);
        lab.runtime.kill(Names.sidecar(ID, "proxy"));

        awaitPhase(InstancePhase.FAILED);
        assertThat(server.report(ID).getReason()).isEqualTo("sidecar-ended");
        assertThat(server.report(ID).getDetail()).contains("sidecar proxy exited with code 137");
        await("its containers to be gone")
                .atMost(LIMIT)
                .until(() -> lab.runtime.inspect(Names.app(ID)).isEmpty()
                        && lab.runtime.inspect(Names.sidecar(ID, "proxy")).isEmpty());
    }

    @Test
    void refusesAddressesThatTheHostReachesElsewhereAlready() throws Exception {
        try (var other = new DockerLab(37)) {
            stopAgent();
            Files.deleteIfExists(folder.resolve("welcome.bin"));
            server.giveSubnet(other.subnet());
            startAgent();

            await("a complaint")
                    .atMost(LIMIT)
                    .until(() -> server.received().stream()
                            .map(message -> message.getHeartbeat().getProblem())
                            .anyMatch(problem -> problem.contains("10.210.37.0/24")
                                    && problem.contains("(slt37)")
                                    && problem.contains("--instance-network")));
        }
    }

    @Test
    void tellsOfAKillBehindItsBackWithoutWaitingForTheSweep() {
        server.assign(assignment(5, 1, false));
        awaitPhase(InstancePhase.RUNNING);

        lab.runtime.kill(Names.app(ID));

        awaitPhase(InstancePhase.FAILED);
        assertThat(server.report(ID).getReason()).isEqualTo("exited");
        assertThat(server.report(ID).getExitCode()).isEqualTo(137);
    }

    @Test
    void endsEverythingForGoodOnceItsHostIsRemoved() throws Exception {
        server.assign(assignment(5, 1, false));
        awaitPhase(InstancePhase.RUNNING);

        server.removeHosts();

        awaitNothingRuns();
        stopAgent();
        startAgent();
        awaitNothingRuns();
        assertThat(new AgentMemory(new PrivateFiles(folder)).assignment().orElseThrow())
                .extracting(HostAssignment::getInstancesCount, HostAssignment::getWarmSandboxes)
                .containsExactly(0, 0);
    }

    @Test
    void saysThatAnAppListensOnAnotherPort() {
        server.assign(assignment(List.of("/bin/sh", "-c", "exec nc -ll -p 3000 -e /bin/true"), 1));
        awaitPhase(InstancePhase.FAILED);

        assertThat(server.report(ID).getReason()).isEqualTo("wrong-port");
        assertThat(server.report(ID).getDetail()).contains("listens on port 3000, not on 8080");
    }

    private HostAssignment atMostOne(long generation) {
        return atMostOne(generation, ID);
    }

    private HostAssignment atMostOne(long generation, String instance) {
        return HostAssignment.newBuilder()
                .setEpoch(5)
                .setGeneration(generation)
                .addInstances(
                        AssignedInstance.newBuilder().setInstanceId(instance).setRunSpec(spec().setAtMostOne(true)))
                .build();
    }

    /** Until the server has acknowledged for longer than a lease that was not renewed would have lasted. */
    private void awaitRenewal() {
        long until = System.nanoTime() + LEASE.plus(SLACK).toNanos();
        await("a lease to pass").atMost(LIMIT).until(() -> System.nanoTime() - until > 0);
    }

    private static Duration untilGone(int process) {
        long since = System.nanoTime();
        await("the process to be gone")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !Files.exists(Path.of("/proc", Integer.toString(process))));
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private static List<Path> processesIn(Path namespace) throws IOException {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> isIn(namespace, process))
                    .toList();
        }
    }

    private static boolean isIn(Path namespace, Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/pid")).equals(namespace);
        } catch (IOException gone) {
            return false;
        }
    }

    private void awaitPhase(InstancePhase phase) {
        await("the instance is " + phase)
                .atMost(LIMIT)
                .until(() -> server.report(ID).getPhase() == phase);
    }

    private void awaitNothingRuns() {
        await("no container of the instance")
                .atMost(LIMIT)
                .until(() -> lab.runtime.inspect(Names.app(ID)).isEmpty()
                        && lab.runtime.inspect(Names.sandbox(ID)).isEmpty());
    }

    private void startAgent() throws IOException {
        var options = AgentOptions.parse(new String[] {
            "--data=" + folder,
            "--server=127.0.0.1:" + server.port(),
            "--network=" + lab.network,
            "--bridge=" + lab.bridge,
            "--address=127.0.0.1"
        });
        var files = new PrivateFiles(folder);
        var identities = new IdentityFiles(files);
        if (identities.read().isEmpty()) {
            identities.write(new Joining(options).join(server.token()));
        }
        var identity = identities.read().orElseThrow();
        channel = ServerChannels.link(options, identity);
        var images = new PlatformImages();
        var desk = new ImageDesk(lab.runtime, () -> images, new ServerArchives(channel), "here");
        var parts = new AgentParts(
                lab.runtime, desk, files, HealthProbe.overNetwork(), List.of(), List.of(), RoutingPart.none());
        var clock = Clock.systemUTC();
        var reports = new Reports(clock, (task, wait) -> task.run());
        var settings = new HostInstances.HostSettings(identity.clusterId(), lab.network, lab.bridge, "here");
        host = new HostInstances(settings, parts, reports, filters, clock);
        var greeting = new Greeting(options, lab.runtime, () -> 0);
        loop = new AgentLoop(channel, options.redial(), parts, new AgentMemory(files), host, reports, greeting);
        thread = Thread.ofVirtual().start(loop);
    }

    private void stopAgent() throws InterruptedException {
        loop.close();
        thread.interrupt();
        thread.join();
        host.close();
        channel.close();
    }

    private HostAssignment assignment(long epoch, long generation, boolean stop) {
        return assignment(spec().build(), stop)
                .setEpoch(epoch)
                .setGeneration(generation)
                .build();
    }

    private HostAssignment assignment(List<String> command, long generation) {
        var spec = spec().addAllCommand(command)
                .setStartupProbe(Probe.newBuilder().setType(Probe.Type.PORT).setDeadlineMillis(1500))
                .build();
        return assignment(spec, false).setEpoch(5).setGeneration(generation).build();
    }

    private static HostAssignment.Builder assignment(RunSpec spec, boolean stop) {
        return HostAssignment.newBuilder()
                .setWarmSandboxes(1)
                .addInstances(AssignedInstance.newBuilder()
                        .setInstanceId(ID)
                        .setStop(stop)
                        .setRunSpec(spec));
    }

    private RunSpec.Builder spec() {
        return RunSpec.newBuilder()
                .setAppName("sample")
                .setImage(PlatformImages.SAMPLE_REFERENCE)
                .setImageId(lab.images.sample().imageId())
                .setPlatformImage(true)
                .setPort(8080)
                .setMemoryBytes(64L << 20)
                .setCpuMillis(250)
                .setStartupProbe(Probe.newBuilder().setType(Probe.Type.HTTP).setPath("/health"));
    }
}
