package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.agent.RuntimeFailure.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Docker Engine keeps the contract, and its containers are as hard as they should be. */
@Tag("docker")
class DockerRuntimeIT extends ContainerRuntimeContract {

    private static DockerLab lab;

    @BeforeAll
    static void open() throws IOException {
        lab = new DockerLab(31);
    }

    @AfterAll
    static void close() throws IOException {
        lab.close();
    }

    @Override
    ContainerRuntime runtime() {
        return lab.runtime;
    }

    @Override
    String imageId() {
        return lab.images.pause().imageId();
    }

    @Override
    String address(int number) {
        return lab.address(number);
    }

    @Test
    void anAppContainerHasFewCapabilitiesAndNoWayToMore() {
        var lines = outputOf("k", 30, "cat /proc/self/status");

        assertThat(lines).contains("NoNewPrivs:\t1", "Seccomp:\t2");
        // CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, KILL 5, SETGID 6, SETUID 7, NET_BIND_SERVICE 10
        assertThat(lines).contains("CapBnd:\t00000000000004eb");
    }

    @Test
    void anAppContainerSeesItsEnvironmentAndExitsWithItsCode() {
        var sandbox = startedSandbox("l", 31);
        var app = lab.runtime.createAppContainer(shell("l-app", sandbox, "echo A=$A; exit 7"));

        lab.runtime.start(app);

        await("the command has ended")
                .until(() -> !lab.runtime.inspect(app).orElseThrow().running());
        assertThat(lab.runtime.inspect(app).orElseThrow().exitCode()).isEqualTo(7);
        assertThat(lab.runtime.lastLines(app, 5)).containsExactly("A=1");
    }

    @Test
    void aPullThatNobodyWantsAnyMoreIsCancelledInTheEngine() throws Exception {
        try (var registry = new StalledRegistry()) {
            var wanted = new AtomicBoolean(true);
            var pulls = new ImagePulls(lab.runtime);
            var answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return pulls.await(registry.image(), percent -> {}, wanted::get);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(registry.awaitPull()).as("the engine pulls").isTrue();

            wanted.set(false);

            assertThat(answer.get(1, TimeUnit.SECONDS)).isFalse();
            assertThat(registry.awaitHangUp(5)).as("the engine has given up").isTrue();
        }
    }

    @Test
    void aCommandThatIsMissingCannotStart() {
        var sandbox = startedSandbox("m", 32);
        var app = lab.runtime.createAppContainer(new AppContainerSpec(
                name("m-app"),
                lab.images.sample().imageId(),
                sandbox,
                List.of("/no/such"),
                Map.of(),
                64L << 20,
                100,
                labels(),
                Map.of()));

        assertThatThrownBy(() -> lab.runtime.start(app))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CANNOT_START));
    }

    @Test
    void memoryBeyondTheLimitIsToldAsSuch() {
        var sandbox = startedSandbox("n", 33);
        var app = lab.runtime.createAppContainer(
                shell("n-app", sandbox, "exec dd if=/dev/zero of=/dev/null bs=200M count=1"));

        lab.runtime.start(app);

        await("the kernel has killed it")
                .until(() -> !lab.runtime.inspect(app).orElseThrow().running());
        assertThat(lab.runtime.inspect(app).orElseThrow().outOfMemory()).isTrue();
    }

    @Test
    void aLabelThatIsNotSlipwaysIsRefused() {
        assertThatThrownBy(() ->
                        lab.runtime.createSandbox(new SandboxSpec(name("o"), imageId(), address(34), Map.of("a", "b"))))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED));
    }

    @Test
    void aRunningContainerHasFiguresAndALogFile() {
        var sandbox = startedSandbox("p", 35);

        assertThat(lab.runtime.stats(sandbox).memoryLimitBytes()).isEqualTo(16L << 20);
        assertThat(lab.runtime.inspect(sandbox).orElseThrow().logPath()).endsWith("-json.log");
    }

    @Test
    void aRegistryThatIsNotThereIsUnreachable() {
        assertThatThrownBy(() -> lab.runtime.pull("127.0.0.1:9/slipway/none:1", ignored -> {}))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.REGISTRY_UNREACHABLE));
    }

    @Test
    void anEngineThatIsNotThereIsUnavailable() {
        try (var nowhere = new io.slipway.agent.docker.DockerRuntime("unix:///nowhere/docker.sock")) {
            assertThatThrownBy(nowhere::engine)
                    .isInstanceOfSatisfying(
                            RuntimeFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.ENGINE_UNAVAILABLE));
        }
    }

    private List<String> outputOf(String name, int number, String command) {
        var sandbox = startedSandbox(name, number);
        var app = lab.runtime.createAppContainer(shell(name + "-app", sandbox, command));
        lab.runtime.start(app);
        await("the command has ended")
                .until(() -> !lab.runtime.inspect(app).orElseThrow().running());
        return lab.runtime.lastLines(app, 100);
    }

    private AppContainerSpec shell(String name, String sandbox, String command) {
        return new AppContainerSpec(
                name(name),
                lab.images.sample().imageId(),
                sandbox,
                List.of("/bin/sh", "-c", command),
                Map.of("A", "1"),
                64L << 20,
                250,
                labels(),
                Map.of());
    }
}
