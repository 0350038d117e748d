package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.agent.RuntimeFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine behind the seam must do. */
abstract class ContainerRuntimeContract {

    private final String cluster = "slipway-test-" + UUID.randomUUID();
    private ContainerRuntime runtime;

    /** An engine that knows {@link #imageId} and {@link #network}. */
    abstract ContainerRuntime runtime();

    abstract String imageId();

    abstract String address(int number);

    @BeforeEach
    void connect() {
        runtime = runtime();
    }

    @AfterEach
    void removeAll() {
        runtime.listByLabel(ContainerLabels.CLUSTER, cluster).forEach(container -> runtime.remove(container.id()));
    }

    @Test
    void saysWhatItIs() {
        var facts = runtime.engine();

        assertThat(facts.version()).isNotBlank();
        assertThat(facts.cores()).isPositive();
        assertThat(facts.memoryBytes()).isPositive();
    }

    @Test
    void aSandboxHasTheAddressThatItWasGiven() {
        var id = startedSandbox("a", 10);

        var details = runtime.inspect(id).orElseThrow();
        assertThat(details.running()).isTrue();
        assertThat(details.pid()).isPositive();
        assertThat(details.address()).isEqualTo(address(10));
        assertThat(details.labels()).containsEntry(ContainerLabels.CLUSTER, cluster);
    }

    @Test
    void aRenamedContainerIsFoundByItsNewNameOnly() {
        startedSandbox("b", 11);

        runtime.rename(name("b"), name("renamed"));

        assertThat(runtime.inspect(name("renamed"))).isPresent();
        assertThat(runtime.inspect(name("b"))).isEmpty();
    }

    @Test
    void aTakenNameIsAConflict() {
        startedSandbox("c", 12);

        assertThatThrownBy(() -> startedSandbox("c", 13))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFLICT));
    }

    @Test
    void anAppContainerJoinsItsSandboxAndStops() {
        var sandbox = startedSandbox("f", 15);

        var app = runtime.createAppContainer(app("f-app", sandbox, imageId()));
        assertThat(runtime.inspect(app).orElseThrow().everStarted()).isFalse();
        runtime.start(app);
        assertThat(runtime.inspect(app).orElseThrow().running()).isTrue();
        runtime.stop(app, Duration.ofSeconds(1));

        assertThat(runtime.inspect(app).orElseThrow().running()).isFalse();
        assertThat(runtime.inspect(sandbox).orElseThrow().running()).isTrue();
    }

    @Test
    void eventsTellOfAnEnd() throws Exception {
        var ends = new CopyOnWriteArrayList<String>();
        var connected = new CopyOnWriteArrayList<Boolean>();
        try (var ignored = runtime.events(ContainerLabels.CLUSTER, cluster, () -> connected.add(true), event -> {
            if (event.action().equals("die")) {
                ends.add(event.name());
            }
        })) {
            await("the stream of events is open").until(() -> !connected.isEmpty());
            var id = startedSandbox("g", 16);

            runtime.kill(id);

            await("the engine tells of the end").until(() -> ends.contains(name("g")));
        }
    }

    @Test
    void onlyContainersWithTheLabelAreListed() {
        var id = startedSandbox("h", 17);

        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, cluster))
                .extracting(ContainerSummary::id)
                .containsExactly(id);
        assertThat(runtime.listByLabel(ContainerLabels.CLUSTER, "another")).isEmpty();
    }

    @Test
    void endingWhatHasEndedIsHarmless() {
        var id = startedSandbox("i", 18);
        runtime.kill(id);

        runtime.kill(id);
        runtime.stop(id, Duration.ZERO);
        runtime.remove(id);
        runtime.remove(id);
        runtime.stop(id, Duration.ZERO);

        assertThat(runtime.inspect(id)).isEmpty();
    }

    @Test
    void anImageThatIsNotThereIsEmptyAndCannotRun() {
        assertThat(runtime.image("slipway-test/no-such-image:1")).isEmpty();
        assertThatThrownBy(() -> runtime.createSandbox(
                        new SandboxSpec(name("j"), "sha256:" + "0".repeat(64), address(19), labels())))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    String startedSandbox(String name, int number) {
        var id = runtime.createSandbox(new SandboxSpec(
                name(name), imageId(), address(number), ContainerLabels.sandbox(cluster, address(number))));
        try {
            runtime.start(id);
        } catch (RuntimeFailure failure) {
            runtime.remove(id);
            throw failure;
        }
        return id;
    }

    AppContainerSpec app(String name, String sandboxId, String image) {
        return new AppContainerSpec(
                name(name), image, sandboxId, List.of(), Map.of("A", "1"), 64L << 20, 250, labels(), Map.of());
    }

    ContainerRuntime connected() {
        return runtime;
    }

    Map<String, String> labels() {
        return Map.of(ContainerLabels.CLUSTER, cluster, ContainerLabels.ROLE, ContainerLabels.SANDBOX);
    }

    String name(String suffix) {
        return cluster + "-" + suffix;
    }
}
