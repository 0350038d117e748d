package io.slipway.agent;

import io.slipway.protocol.RunSpec;
import io.slipway.protocol.Sidecar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sidecars of instances: containers in the same sandbox, so that app and sidecars meet at localhost. They start before the app's
 * container and stop after it. Knows nothing of phases; every method can be repeated.
 */
final class SidecarContainers {

    /** They only serve the app, which has ended by then. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ContainerRuntime runtime;
    private final ImageDesk images;
    private final List<ContainerWatcher> watchers;
    private final Semaphore starts;
    private final String clusterId;

    SidecarContainers(
            ContainerRuntime runtime,
            ImageDesk images,
            List<ContainerWatcher> watchers,
            Semaphore starts,
            String clusterId) {
        this.runtime = runtime;
        this.images = images;
        this.watchers = List.copyOf(watchers);
        this.starts = starts;
        this.clusterId = clusterId;
    }

    /** A sidecar that does not run any more; without details when its container is gone. */
    record Ended(String name, @Nullable ContainerDetails details) {}

    /** Sees to it that the engine has their images. */
    void fetch(LocalInstance instance, Consumer<String> progress) throws InterruptedException {
        for (var sidecar : instance.spec().getSidecarsList()) {
            try {
                Endings.refuseUnusable(image(instance, sidecar, progress));
            } catch (RuntimeFailure failure) {
                throw of(sidecar, failure);
            }
        }
    }

    /** What keeps a sidecar from running, as what keeps the instance from it: images are the app's in the words for them. */
    private static RuntimeFailure of(Sidecar sidecar, RuntimeFailure failure) {
        return switch (failure.kind()) {
            case IMAGE_NOT_FOUND, REGISTRY_UNREACHABLE ->
                new RuntimeFailure(
                        RuntimeFailure.Kind.CANNOT_START,
                        "The image %s of its sidecar %s: %s"
                                .formatted(sidecar.getImage(), sidecar.getName(), failure.sentence()),
                        failure);
            case ENGINE_UNAVAILABLE, CANNOT_START, REFUSED, NOT_FOUND, CONFLICT, DISK_FULL, OTHER ->
                new RuntimeFailure(
                        failure.kind(), "Its sidecar " + sidecar.getName() + ": " + failure.sentence(), failure);
        };
    }

    private ImageFacts image(LocalInstance instance, Sidecar sidecar, Consumer<String> progress)
            throws InterruptedException {
        var wanted = RunSpec.newBuilder()
                .setImage(sidecar.getImage())
                .setImageId(sidecar.getImageId())
                .setPlatformImage(sidecar.getPlatformImage())
                .build();
        return images.ensure(wanted, progress, () -> !instance.mustStop());
    }

    /** Makes and starts all, in their order. What an earlier try left is made anew. */
    void start(LocalInstance instance, Sandbox sandbox, Map<String, String> files) throws InterruptedException {
        for (var sidecar : instance.spec().getSidecarsList()) {
            try {
                start(instance, sidecar, sandbox, files);
            } catch (RuntimeFailure failure) {
                throw of(sidecar, failure);
            }
        }
    }

    private void start(LocalInstance instance, Sidecar sidecar, Sandbox sandbox, Map<String, String> files)
            throws InterruptedException {
        var name = Names.sidecar(instance.id(), sidecar.getName());
        var image = image(instance, sidecar, progress -> {});
        runtime.remove(name);
        runtime.createAppContainer(new AppContainerSpec(
                name,
                image.id(),
                sandbox.containerId(),
                sidecar.getCommandList(),
                environment(instance, sidecar, sandbox),
                sidecar.getMemoryBytes(),
                sidecar.getCpuMillis(),
                ContainerLabels.sidecar(clusterId, instance.id(), instance.spec(), sidecar.getName()),
                files,
                instance.isAtMostOne()));
        starts.acquire();
        try {
            runtime.start(name);
        } finally {
            starts.release();
        }
        runtime.inspect(name).ifPresent(started -> note(instance, sidecar, started, sandbox));
    }

    /** What it is told beside its own: not PORT, which is the app's and taken. */
    private static Map<String, String> environment(LocalInstance instance, Sidecar sidecar, Sandbox sandbox) {
        var spec = instance.spec();
        var all = new LinkedHashMap<>(sidecar.getEnvironmentMap());
        all.put("CF_INSTANCE_GUID", instance.id());
        all.put("CF_INSTANCE_INDEX", Integer.toString(spec.getIndex()));
        all.put("CF_INSTANCE_IP", sandbox.address());
        all.put("SLIPWAY_APP", spec.getAppName());
        all.put("SLIPWAY_RELEASE", Integer.toString(spec.getReleaseNumber()));
        if (spec.getPort() > 0) {
            all.put("SLIPWAY_APP_PORT", Integer.toString(spec.getPort()));
        }
        return all;
    }

    /** Takes over those of an instance that was found running. */
    void adopt(LocalInstance instance, Sandbox sandbox) {
        for (var sidecar : instance.spec().getSidecarsList()) {
            runtime.inspect(Names.sidecar(instance.id(), sidecar.getName()))
                    .filter(ContainerDetails::running)
                    .ifPresent(found -> note(instance, sidecar, found, sandbox));
        }
    }

    private void note(LocalInstance instance, Sidecar sidecar, ContainerDetails details, Sandbox sandbox) {
        var running = new RunningContainer(
                details.id(),
                details.pid(),
                details.logPath(),
                sandbox.pid(),
                instance.id(),
                instance.spec(),
                sidecar.getName());
        var all = new ArrayList<>(instance.sidecars);
        all.removeIf(known -> known.sidecar().equals(sidecar.getName()));
        all.add(running);
        instance.sidecars = List.copyOf(all);
        watchers.forEach(watcher -> watcher.started(running));
    }

    /** The first one that has ended although the instance should run. */
    Optional<Ended> ended(LocalInstance instance) {
        for (var sidecar : instance.spec().getSidecarsList()) {
            var details = runtime.inspect(Names.sidecar(instance.id(), sidecar.getName()));
            if (details.filter(ContainerDetails::running).isEmpty()) {
                return Optional.of(new Ended(sidecar.getName(), details.orElse(null)));
            }
        }
        return Optional.empty();
    }

    /** TERM, grace, KILL, in the reverse of their order. */
    void stop(LocalInstance instance) {
        for (var sidecar : instance.spec().getSidecarsList().reversed()) {
            runtime.stop(Names.sidecar(instance.id(), sidecar.getName()), GRACE);
        }
    }

    /** Removes all after their watchers have read their files to the end. */
    void remove(LocalInstance instance) {
        for (var known : instance.sidecars) {
            runtime.kill(known.containerId());
            watchers.forEach(watcher -> watcher.ended(known));
        }
        instance.sidecars = List.of();
        for (var sidecar : instance.spec().getSidecarsList()) {
            runtime.remove(Names.sidecar(instance.id(), sidecar.getName()));
        }
    }
}
