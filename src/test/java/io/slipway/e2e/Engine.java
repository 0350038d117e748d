package io.slipway.e2e;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.slipway.images.PlatformImage;
import io.slipway.images.PlatformImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** The engine behind the platform's back: what really runs there, and hands that do harm. */
final class Engine implements AutoCloseable {

    static final String OF_THIS_MACHINE = "unix:///var/run/docker.sock";

    private static final String APP_ID = "io.slipway.app-id";

    private final DockerClient docker;
    private final List<String> madeImages = new ArrayList<>();
    private final List<String> madeContainers = new ArrayList<>();

    Engine() {
        this(OF_THIS_MACHINE);
    }

    Engine(String address) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address)
                .withDockerTlsVerify(false)
                .build();
        docker = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
    }

    /** Running app containers of an app. */
    List<Container> running(String appId) {
        return docker.listContainersCmd().withLabelFilter(Map.of(APP_ID, appId)).exec();
    }

    /** Whatever is left of instances, sandboxes included, running or not. */
    List<String> leftOf(List<String> instanceIds) {
        return docker.listContainersCmd().withShowAll(true).exec().stream()
                .map(container -> container.getNames()[0])
                .filter(name -> instanceIds.stream().anyMatch(name::contains))
                .toList();
    }

    /** When each running container of an app was started, by id; equal before and after means nobody touched them. */
    Map<String, String> startTimes(String appId) {
        return running(appId).stream()
                .collect(Collectors.toMap(
                        Container::getId,
                        container -> Objects.requireNonNull(docker.inspectContainerCmd(container.getId())
                                .exec()
                                .getState()
                                .getStartedAt())));
    }

    /** All that the engine tells of an app's running containers but the environment, which they need. */
    List<String> inspectedWithoutEnvironment(String appId) {
        return running(appId).stream()
                .map(container -> docker.inspectContainerCmd(container.getId()).exec())
                .map(found -> String.valueOf(found)
                        .replace(
                                Arrays.toString(
                                        Objects.requireNonNull(found.getConfig().getEnv())),
                                ""))
                .toList();
    }

    /** Ends the app's container with the lowest index, as an operator's {@code docker kill} would. */
    void killOne(String appId) {
        var victim = running(appId).stream()
                .min(Comparator.comparing(container -> container.getLabels().get("io.slipway.index")))
                .orElseThrow();
        docker.killContainerCmd(victim.getId()).exec();
    }

    /** An image without a registry: the sample's files with another command. */
    String imageThatRuns(String tag, String... command) {
        var name = "slipway-test-e2e-" + UUID.randomUUID().toString().substring(0, 8) + ":" + tag;
        var base = sample();
        var container = docker.createContainerCmd(base).exec().getId();
        try {
            var parts = name.split(":", 2);
            docker.commitCmd(container)
                    .withRepository(parts[0])
                    .withTag(parts[1])
                    .withCmd(command)
                    .exec();
            madeImages.add(name);
            return name;
        } finally {
            docker.removeContainerCmd(container).withForce(true).exec();
        }
    }

    /** An image without a registry that runs just as the sample does. */
    String copyOfSample(String tag) {
        var command = docker.inspectImageCmd(sample()).exec().getConfig().getCmd();
        return imageThatRuns(tag, Objects.requireNonNull(command));
    }

    /** A container that is none of the platform's, though it looks a little like one. */
    String stranger() {
        var id = docker.createContainerCmd(sample())
                .withName("slipway-test-stranger-" + UUID.randomUUID())
                .withLabels(Map.of("io.slipway.cluster", "another", "io.slipway.role", "app"))
                .withCmd("sleep", "600")
                .exec()
                .getId();
        docker.startContainerCmd(id).exec();
        madeContainers.add(id);
        return id;
    }

    /** Every container of an engine that is the test's own. */
    void removeAll() {
        docker.listContainersCmd()
                .withShowAll(true)
                .exec()
                .forEach(container -> docker.removeContainerCmd(container.getId())
                        .withForce(true)
                        .exec());
    }

    boolean isRunning(String containerId) {
        return Boolean.TRUE.equals(
                docker.inspectContainerCmd(containerId).exec().getState().getRunning());
    }

    private String sample() {
        var sample = new PlatformImages().sample();
        try {
            docker.inspectImageCmd(sample.imageId()).exec();
        } catch (NotFoundException absent) {
            docker.loadImageCmd(sample.open()).exec();
        }
        return PlatformImage.tagOf(sample.imageId());
    }

    @Override
    public void close() {
        try (docker) {
            madeContainers.forEach(
                    id -> docker.removeContainerCmd(id).withForce(true).exec());
            madeImages.forEach(
                    image -> docker.removeImageCmd(image).withForce(true).exec());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
