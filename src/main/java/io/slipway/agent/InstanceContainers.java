package io.slipway.agent;

import io.slipway.protocol.RunSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes and removes the containers of an instance. Knows nothing of phases; every method can be repeated. */
final class InstanceContainers {

    private final ContainerRuntime runtime;
    private final ImageDesk images;
    private final List<ContainerWatcher> watchers;
    private final Semaphore starts;
    private final String clusterId;
    private final Neighbours neighbours;
    private final Fences fences;
    private final SidecarContainers sidecars;
    private volatile @Nullable Sandboxes sandboxes;

    InstanceContainers(
            ContainerRuntime runtime,
            ImageDesk images,
            List<ContainerWatcher> watchers,
            Semaphore starts,
            String clusterId,
            Neighbours neighbours,
            Fences fences) {
        this.runtime = runtime;
        this.images = images;
        this.watchers = List.copyOf(watchers);
        this.starts = starts;
        this.clusterId = clusterId;
        this.neighbours = neighbours;
        this.fences = fences;
        this.sidecars = new SidecarContainers(runtime, images, watchers, starts, clusterId);
    }

    /** Sandboxes can be made once the host's subnet is known; no lane runs before. */
    void use(Sandboxes pool) {
        sandboxes = pool;
    }

    private Sandboxes pool() {
        var pool = sandboxes;
        if (pool == null) {
            throw new IllegalStateException("A lane ran before the host was ready");
        }
        return pool;
    }

    ImageFacts image(LocalInstance instance, Consumer<String> progress) throws InterruptedException {
        var image = images.ensure(instance.spec(), progress, () -> !instance.mustStop());
        sidecars.fetch(instance, progress);
        return image;
    }

    Optional<ContainerDetails> app(String instanceId) {
        return runtime.inspect(Names.app(instanceId));
    }

    /** The instance's sandbox, if one runs under its name. */
    Optional<Sandbox> runningSandbox(String instanceId) {
        return runtime.inspect(Names.sandbox(instanceId))
                .filter(pool()::isUsable)
                .map(found -> new Sandbox(found.id(), found.address(), found.pid()));
    }

    /** Creates and starts the app's container, in the sandbox that the instance has or gets now. */
    RunningContainer start(LocalInstance instance, String imageId) throws InterruptedException {
        var sandbox = instance.sandbox;
        if (sandbox == null && instance.isAtMostOne()) {
            sandbox = pool().takeFenced(instance.id());
            instance.sandbox = sandbox;
            fences.arm(instance, sandbox);
            create(instance, imageId, sandbox);
        } else if (sandbox == null) {
            sandbox = pool().take(instance.id(), found -> create(instance, imageId, found));
            instance.sandbox = sandbox;
        } else {
            create(instance, imageId, sandbox);
        }
        moveIn(instance, sandbox);
        sidecars.start(instance, sandbox, pool().files(sandbox));
        starts.acquire();
        try {
            runtime.start(Names.app(instance.id()));
            var details = app(instance.id())
                    .orElseThrow(() -> new RuntimeFailure(
                            RuntimeFailure.Kind.OTHER,
                            "The container was removed by something else while it started."));
            return running(instance.id(), instance.spec(), details, sandbox);
        } finally {
            starts.release();
        }
    }

    /** Before it runs: what it opens first must reach those whom it may reach. */
    private void moveIn(LocalInstance instance, Sandbox sandbox) {
        try {
            neighbours.moveIn(instance.id(), sandbox.address(), instance.spec());
        } catch (IOException failure) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.OTHER,
                    "The host's filters could not let the instance in: " + failure.getMessage());
        }
    }

    /** One that an earlier try left is removed first. */
    private void create(LocalInstance instance, String imageId, Sandbox sandbox) {
        var instanceId = instance.id();
        var spec = instance.spec();
        var container = new AppContainerSpec(
                Names.app(instanceId),
                imageId,
                sandbox.containerId(),
                spec.getCommandList(),
                AppEnvironment.of(instanceId, spec, sandbox.address()),
                spec.getMemoryBytes(),
                spec.getCpuMillis(),
                ContainerLabels.app(clusterId, instanceId, spec),
                pool().files(sandbox),
                instance.isAtMostOne());
        try {
            runtime.createAppContainer(container);
        } catch (RuntimeFailure failure) {
            if (failure.kind() != RuntimeFailure.Kind.CONFLICT) {
                throw failure;
            }
            runtime.remove(Names.app(instanceId));
            runtime.createAppContainer(container);
        }
    }

    static RunningContainer running(String instanceId, RunSpec spec, ContainerDetails app, Sandbox sandbox) {
        return new RunningContainer(app.id(), app.pid(), app.logPath(), sandbox.pid(), instanceId, spec);
    }

    void tellStarted(RunningContainer container) {
        watchers.forEach(watcher -> watcher.started(container));
    }

    List<String> lastWords(String containerId, int lines) {
        try {
            return runtime.lastLines(containerId, lines);
        } catch (RuntimeFailure unknown) {
            return List.of();
        }
    }

    /** TERM, grace, KILL; answers how the process ended, if there was one. */
    Optional<ContainerDetails> stop(String instanceId, Duration grace) {
        var found = app(instanceId);
        if (found.isPresent() && found.get().running()) {
            runtime.stop(found.get().id(), grace);
            return app(instanceId);
        }
        return found;
    }

    /** A sidecar that has ended by itself, if one has. */
    Optional<SidecarContainers.Ended> endedSidecar(LocalInstance instance) {
        return sidecars.ended(instance);
    }

    void stopSidecars(LocalInstance instance) {
        sidecars.stop(instance);
    }

    void kill(String containerId) {
        runtime.kill(containerId);
    }

    /** Removes both containers, the app's after its watchers have read its files to the end. */
    void remove(LocalInstance instance) {
        removeApp(instance);
        if (instance.sandbox == null) {
            runtime.remove(Names.sandbox(instance.id()));
        }
        removeSandbox(instance);
    }

    /** Removes the app's container, and its sidecars', after their watchers have read their files to the end. */
    void removeApp(LocalInstance instance) {
        var known = instance.running;
        if (known != null) {
            runtime.kill(known.containerId());
            watchers.forEach(watcher -> watcher.ended(known));
            instance.running = null;
        }
        runtime.remove(Names.app(instance.id()));
        sidecars.remove(instance);
    }

    /** Removes the sandbox that the instance has, if it has one. */
    void removeSandbox(LocalInstance instance) {
        neighbours.moveOut(instance.id());
        fences.forget(instance.id());
        var sandbox = instance.sandbox;
        if (sandbox != null) {
            pool().remove(sandbox);
            instance.sandbox = null;
        }
    }

    /**
     * Marks the address of a sandbox that was found as used, by this instance; false when the instance must end with the host's lease
     * and would not in this sandbox.
     */
    boolean adopt(LocalInstance instance, Sandbox sandbox) {
        pool().adopt(sandbox);
        moveIn(instance, sandbox);
        sidecars.adopt(instance, sandbox);
        return !instance.isAtMostOne() || fences.adopt(instance.id(), sandbox);
    }

    /** Whether an instance may begin now, as far as the host's lease goes. */
    boolean mayBegin(LocalInstance instance) {
        return !instance.isAtMostOne() || fences.mayBegin(instance);
    }

    /** Whether the instance had to end because the host's lease was over. */
    boolean isLeaseOver(LocalInstance instance) {
        return instance.isAtMostOne() && fences.isOver(instance.id());
    }
}
