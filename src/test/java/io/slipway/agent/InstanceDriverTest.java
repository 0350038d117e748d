package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.images.PlatformImages;
import io.slipway.kernel.CrashPolicy;
import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.AssignedInstance;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.Probe;
import io.slipway.protocol.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceDriverTest {

    private static final String ID = "0199-instance";
    private static final String IMAGE = "sha256:" + "2".repeat(64);
    private static final String PAUSE = "sha256:" + "3".repeat(64);
    private static final String BIG = "sha256:" + "5".repeat(64);

    @TempDir
    private Path folder;

    private final SteppedClock clock = new SteppedClock();
    private final FakeContainerRuntime runtime = new FakeContainerRuntime();
    private final List<String> watched = new ArrayList<>();
    private final List<InstancePhase> told = new ArrayList<>();
    private final Neighbours neighbours = new Neighbours("slt32", new HostNetwork("slt32"));
    private final FakeSandboxNetwork network = new FakeSandboxNetwork();
    private boolean healthy = true;
    private Reports reports;
    private Sandboxes sandboxes;
    private Fences fences;
    private InstanceDriver driver;
    private LocalInstance instance;

    @BeforeEach
    void build() {
        runtime.withImage("shop:1", FakeContainerRuntime.facts(IMAGE))
                .withImage("pause:1", FakeContainerRuntime.facts(PAUSE));
        reports = new Reports(clock, (task, wait) -> task.run());
        reports.connected(message -> told.add(message.getReport().getPhase()));
        restartAgent(assigned(false));
    }

    @AfterEach
    void close() {
        sandboxes.close();
    }

    @Test
    void startsAnInstanceAndTellsEachStep() throws Exception {
        stepUntil(InstancePhase.RUNNING);

        assertThat(told).containsExactly(InstancePhase.PREPARING, InstancePhase.STARTING, InstancePhase.RUNNING);
        assertThat(report().getReady()).isTrue();
        assertThat(report().getAddress()).isEqualTo("10.210.32.2");
        assertThat(watched).containsExactly("started");
        assertThat(runtime.environmentOf(Names.app(ID)))
                .containsEntry("PORT", "8080")
                .containsEntry("CF_INSTANCE_ADDR", "10.210.32.2:8080")
                .containsEntry("GREETING", "hello")
                .containsEntry("SLIPWAY_RELEASE", "7");
    }

    @Test
    void stopsAnInstanceAfterItsWatchersHaveReadItToTheEnd() throws Exception {
        stepUntil(InstancePhase.RUNNING);

        instance.want(assigned(true));
        driver.step(instance);

        assertThat(report().getPhase()).isEqualTo(InstancePhase.STOPPED);
        assertThat(report().getExitCode()).isZero();
        assertThat(watched).containsExactly("started", "ended");
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).isEmpty();
    }

    @Test
    void saysThatAnAppDidNotEndAtTermAndWasKilled() throws Exception {
        runtime.ignoreTerm();
        stepUntil(InstancePhase.RUNNING);

        instance.want(assigned(true));
        driver.step(instance);

        assertThat(report().getPhase()).isEqualTo(InstancePhase.STOPPED);
        assertThat(report().getExitCode()).isEqualTo(137);
        assertThat(report().getReason()).isEqualTo("killed-at-stop");
        assertThat(report().getDetail()).contains("did not end within 10 s of TERM and was killed");
    }

    @Test
    void tellsOfACrashWithCodeAndLastWordsAndLeavesTheRestToTheServer() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        runtime.setLastLines(List.of("cannot open database"));

        runtime.exit(Names.app(ID), 3, false);
        instance.askForLook();
        driver.step(instance);
        reports.acknowledged(report().getSequence());
        clock.advance(Duration.ofMinutes(1));
        driver.step(instance);

        assertThat(report().getPhase()).isEqualTo(InstancePhase.FAILED);
        assertThat(report().getReason()).isEqualTo("exited");
        assertThat(report().getDetail()).contains("code 3", "cannot open database");
        assertThat(report().getExitCode()).isEqualTo(3);
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).isEmpty();
    }

    @Test
    void tellsWhenTheKernelKilledForMemory() throws Exception {
        stepUntil(InstancePhase.RUNNING);

        runtime.exit(Names.app(ID), 137, true);
        instance.askForLook();
        driver.step(instance);

        assertThat(report().getReason()).isEqualTo("out-of-memory");
        assertThat(report().getOutOfMemory()).isTrue();
    }

    @Test
    void theEndOfTheSandboxIsTheEndOfTheInstance() throws Exception {
        stepUntil(InstancePhase.RUNNING);

        runtime.exit(Names.sandbox(ID), 137, false);
        instance.askForLook();
        driver.step(instance);

        assertThat(report().getPhase()).isEqualTo(InstancePhase.FAILED);
        assertThat(report().getReason()).isEqualTo("sandbox-ended");
    }

    @Test
    void givesUpWhenTheStartupProbeNeverPasses() throws Exception {
        healthy = false;
        stepUntil(InstancePhase.STARTING);

        driver.step(instance);
        clock.advance(Duration.ofSeconds(61));
        driver.step(instance);

        assertThat(report().getPhase()).isEqualTo(InstancePhase.FAILED);
        assertThat(report().getReason()).isEqualTo("startup-probe-failed");
        assertThat(report().getDetail()).contains("Nothing listens on port 8080");
    }

    @Test
    void leavesTheRouterAfterTwoFailedReadinessProbesAndComesBackAfterOneGood() throws Exception {
        instance.want(assigned(
                false,
                spec().toBuilder()
                        .setReadinessProbe(
                                Probe.newBuilder().setType(Probe.Type.PORT).setIntervalMillis(1000))
                        .build()));
        stepUntil(InstancePhase.RUNNING);
        driver.step(instance);

        healthy = false;
        clock.advance(Duration.ofSeconds(1));
        driver.step(instance);
        assertThat(report().getReady()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        driver.step(instance);
        assertThat(report().getReady()).isFalse();

        healthy = true;
        clock.advance(Duration.ofSeconds(1));
        driver.step(instance);
        assertThat(report().getReady()).isTrue();
    }

    @Test
    void rejectsAnImageThatNoRegistryHas() throws Exception {
        instance.want(assigned(
                false,
                spec().toBuilder()
                        .setImage("nginx:nope")
                        .setImageId("sha256:" + "4".repeat(64))
                        .build()));

        stepUntil(InstancePhase.REJECTED);

        assertThat(report().getReason()).isEqualTo("image-not-found");
        assertThat(report().getDetail()).contains("nginx:nope", "Check the name and the tag");
    }

    @Test
    @Timeout(10)
    void aStopWhileItsImageIsPulledDoesNotWaitForThePull() throws Exception {
        var spec = spec().toBuilder().setImage("big:1").setImageId(BIG).build();
        instance.want(assigned(false, spec));
        runtime.stallPulls();
        driver.step(instance);
        var stopping = Thread.ofVirtual().start(() -> {
            try {
                runtime.awaitPull();
                instance.want(assigned(true, spec));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(driver.step(instance)).contains(Duration.ZERO);
        driver.step(instance);

        stopping.join();
        assertThat(report().getPhase()).isEqualTo(InstancePhase.STOPPED);
        assertThat(told).doesNotContain(InstancePhase.REJECTED, InstancePhase.FAILED);
        await("the pull to be cancelled").until(() -> runtime.calls().contains("pull cancelled"));
    }

    @Test
    void rejectsAWorkingDirectoryUnderProc() throws Exception {
        var facts =
                new ImageFacts(IMAGE, "", List.of(), "", false, List.of(), "/proc/self/fd/8", 1, "amd64", List.of());
        runtime.withImage("shop:1", facts);

        stepUntil(InstancePhase.REJECTED);

        assertThat(report().getReason()).isEqualTo("proc-workdir");
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).isEmpty();
    }

    @Test
    void waitsWhileTheEngineIsAway() throws Exception {
        runtime.goAway(true);
        driver.step(instance);
        driver.step(instance);
        runtime.goAway(false);

        stepUntil(InstancePhase.RUNNING);

        assertThat(told).doesNotContain(InstancePhase.REJECTED, InstancePhase.FAILED);
    }

    @Test
    void anEndTogetherWithTheEngineIsNoCrashOfTheApp() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        runtime.goAway(true);
        instance.askForLook();
        driver.step(instance);
        runtime.goAway(false);
        runtime.exit(Names.app(ID), 137, false);
        instance.askForLook();

        stepUntil(InstancePhase.FAILED);

        assertThat(report().getReason()).isEqualTo(CrashPolicy.ENGINE_STOPPED);
        assertThat(report().getDetail()).contains("live-restore");
    }

    @Test
    void aCrashAfterTheEngineCameBackIsACrash() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        runtime.goAway(true);
        instance.askForLook();
        driver.step(instance);
        runtime.goAway(false);
        instance.askForLook();
        driver.step(instance);
        runtime.exit(Names.app(ID), 3, false);
        instance.askForLook();

        stepUntil(InstancePhase.FAILED);

        assertThat(report().getReason()).isEqualTo("exited");
    }

    @Test
    void aCrashRightAfterAStartThatHadToWaitForTheEngineIsACrash() throws Exception {
        runtime.goAway(true);
        driver.step(instance);
        runtime.goAway(false);
        stepUntil(InstancePhase.STARTING);
        runtime.exit(Names.app(ID), 3, false);
        instance.askForLook();

        stepUntil(InstancePhase.FAILED);

        assertThat(report().getReason()).isEqualTo("exited");
    }

    @Test
    void aFailedProbeDoesNotHideThatTheProcessHasEnded() throws Exception {
        stepUntil(InstancePhase.STARTING);
        healthy = false;
        runtime.exit(Names.app(ID), 3, false);
        clock.advance(Duration.ofMinutes(5));

        stepUntil(InstancePhase.FAILED);

        assertThat(report().getReason()).isEqualTo("exited");
    }

    @Test
    void anEngineThatStumblesWhileItShutsDownCostsNoStart() throws Exception {
        var stumble = new RuntimeFailure(RuntimeFailure.Kind.OTHER, "the client connection is closing");
        runtime.fail("start", stumble, stumble);

        stepUntil(InstancePhase.RUNNING);

        assertThat(told).doesNotContain(InstancePhase.REJECTED, InstancePhase.FAILED);
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).hasSize(2);
    }

    @Test
    void aFullDiskIsToldWithTheNextStepAfterAFewTries() throws Exception {
        var full = new RuntimeFailure(RuntimeFailure.Kind.DISK_FULL, "no space left on device");
        runtime.fail("start", Collections.nCopies(50, full).toArray(RuntimeFailure[]::new));

        stepUntil(InstancePhase.REJECTED);

        assertThat(report().getReason()).isEqualTo("host-disk-full");
        assertThat(report().getDetail()).contains("disk of its host is full", "docker system df");
    }

    @Test
    void anEngineThatAlwaysStumblesIsNotTriedForEver() throws Exception {
        var stumble = new RuntimeFailure(RuntimeFailure.Kind.OTHER, "out of processes");
        runtime.fail("start", Collections.nCopies(50, stumble).toArray(RuntimeFailure[]::new));

        stepUntil(InstancePhase.REJECTED);

        assertThat(report().getDetail()).contains("out of processes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"createSandbox", "createAppContainer", "start"})
    void anAgentKilledAtAStepGoesOnAndMakesNothingTwice(String call) throws Exception {
        driver.step(instance);
        runtime.breakAfter(call);
        assertThatThrownBy(() -> stepUntil(InstancePhase.RUNNING)).isInstanceOf(Error.class);

        restartAgent(assigned(false));
        stepUntil(InstancePhase.RUNNING);

        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test"))
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder(Names.sandbox(ID), Names.app(ID));
    }

    @Test
    void aSandboxThatCannotBeConnectedRefusesTheInstanceInWordsAndLeavesNothing() throws Exception {
        network.breakDown();
        for (int tries = 1; tries < 5; tries++) {
            driver.step(instance);
        }

        stepUntil(InstancePhase.REJECTED);

        assertThat(report().getDetail()).contains("could not be connected to the network", "no bridge");
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).isEmpty();
    }

    @Test
    void anInstanceThatLostItsConnectionHasFailed() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        network.unplug("10.210.32.2");
        instance.askForLook();

        driver.step(instance);

        assertThat(instance.phase).isEqualTo(InstancePhase.FAILED);
    }

    @Test
    void aRestartedAgentTakesOverWithoutRestartingAnything() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        var before = runtime.inspect(Names.app(ID)).orElseThrow();

        restartAgent(assigned(false));
        stepUntil(InstancePhase.RUNNING);

        assertThat(runtime.inspect(Names.app(ID)).orElseThrow()).isEqualTo(before);
        assertThat(report().getAddress()).isEqualTo("10.210.32.2");
    }

    @Test
    void restartsACrashedInstanceAloneWhileTheServerIsAway() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        reports.disconnected();
        clock.advance(Duration.ofSeconds(4));

        for (int crash = 1; crash <= 3; crash++) {
            runtime.exit(Names.app(ID), 1, false);
            instance.askForLook();
            driver.step(instance);
            driver.step(instance);
            if (crash == 3) {
                assertThat(driver.step(instance)).contains(Duration.ofSeconds(30));
                clock.advance(Duration.ofSeconds(30));
            }
            stepUntil(InstancePhase.RUNNING);
        }

        assertThat(report().getRestarts()).isEqualTo(3);
        assertThat(report().getAddress())
                .as("the one that routers know, since nobody can tell them another")
                .isEqualTo("10.210.32.2");
    }

    @Test
    void givesUpAloneAfterAsManyCrashesAsTheServerWould() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        reports.disconnected();
        clock.advance(Duration.ofSeconds(4));
        for (int crash = 1; crash <= CrashPolicy.GIVEN_UP_AT; crash++) {
            runtime.exit(Names.app(ID), 1, false);
            instance.askForLook();
            driver.step(instance);
            driver.step(instance);
            clock.advance(Duration.ofMinutes(16));
            for (int steps = 0; steps < 3; steps++) {
                driver.step(instance);
            }
        }

        assertThat(report().getPhase()).isEqualTo(InstancePhase.FAILED);
        assertThat(report().getRestarts()).isEqualTo(CrashPolicy.GIVEN_UP_AT - 1);
    }

    @Test
    void restartsAloneWhatTheServerDiedBeforeItRecorded() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        runtime.exit(Names.app(ID), 1, false);
        instance.askForLook();
        driver.step(instance);
        assertThat(told).endsWith(InstancePhase.FAILED);

        reports.disconnected();
        clock.advance(Duration.ofSeconds(4));
        stepUntil(InstancePhase.RUNNING);

        assertThat(report().getRestarts()).isEqualTo(1);
    }

    @Test
    void leavesNoSandboxOfACrashedInstanceThatNobodyAsksForAnyMore() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        runtime.exit(Names.app(ID), 1, false);
        instance.askForLook();
        driver.step(instance);

        instance.drop();

        assertThat(driver.step(instance)).isEmpty();
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).isEmpty();
    }

    @Test
    void waitsForTheServerForAMomentBeforeItActsAlone() throws Exception {
        stepUntil(InstancePhase.RUNNING);
        reports.disconnected();

        runtime.exit(Names.app(ID), 1, false);
        instance.askForLook();
        driver.step(instance);
        driver.step(instance);
        assertThat(instance.phase).isEqualTo(InstancePhase.FAILED);

        reports.connected(message -> told.add(message.getReport().getPhase()));
        clock.advance(Duration.ofSeconds(10));
        driver.step(instance);
        assertThat(told).endsWith(InstancePhase.FAILED);
        assertThat(instance.phase).isEqualTo(InstancePhase.FAILED);
    }

    @Test
    void forgetsWhatNobodyAsksForOnceItIsGone() throws Exception {
        stepUntil(InstancePhase.RUNNING);

        instance.drop();

        assertThat(driver.step(instance)).isEmpty();
        assertThat(reports.of(ID)).isEmpty();
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).isEmpty();
    }

    @Test
    void whatMustNeverRunTwiceWaitsForALease() throws Exception {
        restartAgent(assigned(false, once()));

        for (int steps = 0; steps < 5; steps++) {
            driver.step(instance);
        }
        assertThat(instance.phase).isEqualTo(InstancePhase.PREPARING);
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).isEmpty();

        giveLease();
        stepUntil(InstancePhase.RUNNING);
    }

    @Test
    void anEndOfWhatMustNeverRunTwiceIsToldOnceNothingIsLeft() throws Exception {
        restartAgent(assigned(false, once()));
        giveLease();
        stepUntil(InstancePhase.RUNNING);
        reports.connected(message -> {
            if (message.getReport().getPhase() == InstancePhase.FAILED) {
                assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "test")).isEmpty();
                told.add(InstancePhase.FAILED);
            }
        });

        runtime.exit(Names.app(ID), 3, false);
        instance.askForLook();
        driver.step(instance);

        assertThat(told).endsWith(InstancePhase.FAILED);
        assertThat(report().getReason()).isEqualTo("exited");
    }

    @Test
    void whatMustNeverRunTwiceIsNotRestartedAlone() throws Exception {
        restartAgent(assigned(false, once()));
        giveLease();
        stepUntil(InstancePhase.RUNNING);
        reports.disconnected();
        runtime.exit(Names.app(ID), 1, false);
        instance.askForLook();

        for (int steps = 0; steps < 5; steps++) {
            driver.step(instance);
            clock.advance(Duration.ofSeconds(10));
        }

        assertThat(instance.phase).isEqualTo(InstancePhase.FAILED);
        assertThat(instance.restarts).isZero();
    }

    /** A heartbeat was acknowledged, and the pause processes look for their leases. */
    private void giveLease() throws IOException {
        Files.writeString(folder.resolve("uptime"), "1000.00 1.00\n");
        for (int process = 1_000; process < 1_010; process++) {
            var root = folder.resolve(Integer.toString(process)).resolve("root");
            Files.createDirectories(root.resolve("proc"));
            Files.writeString(root.resolve("proc/uptime"), "1000.00 1.00\n");
            Files.createDirectories(root.resolve("dev/shm"));
            Files.writeString(root.resolve("dev/shm").resolve(Names.sandbox(ID)), "");
        }
        fences.connected(Duration.ofSeconds(10));
        fences.beat(1);
        fences.acknowledged(1);
    }

    private static RunSpec once() {
        return spec().toBuilder().setAtMostOne(true).build();
    }

    private void stepUntil(InstancePhase phase) throws InterruptedException {
        for (int steps = 0; steps < 10 && instance.phase != phase; steps++) {
            driver.step(instance);
        }
        assertThat(instance.phase).isEqualTo(phase);
    }

    /** What a new process starts with: the containers that are there, and nothing in memory. */
    private void restartAgent(AssignedInstance wanted) {
        if (sandboxes != null) {
            sandboxes.close();
        }
        var starts = new Semaphore(4);
        sandboxes = new Sandboxes(
                runtime,
                new Addresses(
                        "10.210.32.0/24", new PrivateFiles(folder), new Quarantine(new PrivateFiles(folder), clock)),
                new Sandboxes.SandboxSettings("test", PAUSE),
                network,
                starts);
        var images = new ImageDesk(
                runtime,
                PlatformImages::new,
                id -> {
                    throw new IOException("no server");
                },
                "here");
        fences = new Fences(folder);
        var containers =
                new InstanceContainers(runtime, images, List.of(watcher()), starts, "test", neighbours, fences);
        containers.use(sandboxes);
        var checks = new InstanceChecks((probe, address, port) -> healthy, new ListeningSockets(folder));
        driver = new InstanceDriver(containers, checks, reports, clock);
        instance = new LocalInstance(wanted);
    }

    private ContainerWatcher watcher() {
        return new ContainerWatcher() {
            @Override
            public void started(RunningContainer container) {
                watched.add("started");
            }

            @Override
            public void ended(RunningContainer container) {
                assertThat(runtime.inspect(container.containerId())).isPresent();
                watched.add("ended");
            }
        };
    }

    private InstanceReport report() {
        return reports.of(ID).orElseThrow();
    }

    private static AssignedInstance assigned(boolean stop) {
        return assigned(stop, spec());
    }

    private static AssignedInstance assigned(boolean stop, RunSpec spec) {
        return AssignedInstance.newBuilder()
                .setInstanceId(ID)
                .setStop(stop)
                .setRunSpec(spec)
                .build();
    }

    private static RunSpec spec() {
        return RunSpec.newBuilder()
                .setAppName("shop")
                .setImage("shop:1")
                .setImageId(IMAGE)
                .setReleaseNumber(7)
                .setPort(8080)
                .setMemoryBytes(64L << 20)
                .setCpuMillis(250)
                .putEnvironment("GREETING", "hello")
                .setStartupProbe(Probe.newBuilder().setType(Probe.Type.PORT))
                .build();
    }
}
