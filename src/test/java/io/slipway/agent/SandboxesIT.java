package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("docker")
class SandboxesIT {

    @TempDir
    private Path folder;

    private DockerLab lab;
    private Sandboxes sandboxes;
    private final SteppedClock clock = new SteppedClock();

    @BeforeEach
    void open() throws IOException {
        lab = new DockerLab(34);
        sandboxes = pool();
    }

    @AfterEach
    void close() throws IOException {
        sandboxes.close();
        lab.close();
    }

    @Test
    void aWarmSandboxIsAdoptedByNameAndAnotherTakesItsPlace() throws Exception {
        sandboxes.keepWarm(2);
        await("the pool is full").until(() -> sandboxes.warmCount() == 2);

        var taken = sandboxes.take("one", furnished -> {});

        var details = lab.runtime.inspect(Names.sandbox("one")).orElseThrow();
        assertThat(details.id()).isEqualTo(taken.containerId());
        assertThat(details.address()).isEqualTo(taken.address());
        await("the pool is full again").until(() -> sandboxes.warmCount() == 2);
    }

    @Test
    void aPooledSandboxThatEndedIsReplacedAndItsAddressRests() {
        sandboxes.keepWarm(1);
        await("the pool is full").until(() -> sandboxes.warmCount() == 1);
        var first = pooled();

        lab.runtime.kill(first.id());
        sandboxes.ended(first.id());

        await("another took its place").until(() -> sandboxes.warmCount() == 1);
        assertThat(pooled().address()).isNotEqualTo(first.address());
    }

    @Test
    void aRestartedAgentTakesItsPoolOver() throws Exception {
        sandboxes.keepWarm(1);
        await("the pool is full").until(() -> sandboxes.warmCount() == 1);
        var before = pooled();
        sandboxes.close();

        sandboxes = pool();
        sandboxes.adoptPooled(before);

        assertThat(sandboxes.take("two", furnished -> {}).containerId()).isEqualTo(before.id());
    }

    @Test
    void aProcessThatIsNoSandboxIsNeverPluggedIn() {
        int ours = (int) ProcessHandle.current().pid();
        for (int pid : new int[] {0, ours}) {
            assertThatThrownBy(() -> lab.links.plug(new Sandbox("f".repeat(64), lab.address(99), pid)))
                    .hasMessageContaining("has ended");
        }
    }

    private ContainerDetails pooled() {
        return lab.runtime.listByLabel(ContainerLabels.CLUSTER, lab.cluster).stream()
                .filter(container -> Names.isPooled(container.name()))
                .map(container -> lab.runtime.inspect(container.id()).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private Sandboxes pool() {
        return new Sandboxes(
                lab.runtime,
                new Addresses(lab.subnet(), new PrivateFiles(folder), new Quarantine(new PrivateFiles(folder), clock)),
                new Sandboxes.SandboxSettings(lab.cluster, lab.images.pause().imageId()),
                lab.links,
                new Semaphore(4));
    }
}
