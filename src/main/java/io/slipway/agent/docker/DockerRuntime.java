package io.slipway.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StreamType;
import io.slipway.agent.AppContainerSpec;
import io.slipway.agent.ContainerDetails;
import io.slipway.agent.ContainerEvent;
import io.slipway.agent.ContainerRuntime;
import io.slipway.agent.ContainerSummary;
import io.slipway.agent.ContainerUse;
import io.slipway.agent.EngineFacts;
import io.slipway.agent.ImageFacts;
import io.slipway.agent.LogChunk;
import io.slipway.agent.NetworkSpec;
import io.slipway.agent.RuntimeFailure;
import io.slipway.agent.RuntimeFailure.Kind;
import io.slipway.agent.SandboxSpec;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Docker Engine over its unix socket. The engine may come and go; every call finds it anew. */
public final class DockerRuntime implements ContainerRuntime {

    private static final Duration LAST_WORDS_LIMIT = Duration.ofSeconds(2);

    private final EngineConnection connection;
    private final ContainerBuilder builder;

    /** A runtime for an engine such as {@code unix:///var/run/docker.sock}; asks nothing of it yet. */
    public DockerRuntime(String engineAddress) {
        this.connection = new EngineConnection(engineAddress);
        this.builder = new ContainerBuilder(connection);
    }

    @Override
    public EngineFacts engine() {
        return connection.call(client -> {
            var info = client.infoCmd().exec();
            return new EngineFacts(
                    Translation.text(info.getServerVersion()),
                    connection.apiVersion(),
                    info.getNCPU() == null ? 1 : info.getNCPU(),
                    info.getMemTotal() == null ? 0 : info.getMemTotal(),
                    Translation.architecture(info.getArchitecture()),
                    Translation.text(info.getDockerRootDir()));
        });
    }

    @Override
    public void ensureNetwork(NetworkSpec spec) {
        connection.run(client -> Networks.ensure(client, spec));
    }

    @Override
    public void removeNetwork(String name) {
        connection.run(client -> ignoringAbsence(() -> client.removeNetworkCmd(name).exec()));
    }

    @Override
    public String createSandbox(SandboxSpec spec) {
        return builder.sandbox(spec);
    }

    @Override
    public String createAppContainer(AppContainerSpec spec) {
        return builder.app(spec);
    }

    @Override
    public void start(String containerId) {
        connection.run(client -> {
            try {
                client.startContainerCmd(containerId).exec();
            } catch (NotModifiedException alreadyRuns) {
                return;
            }
        });
    }

    @Override
    public void stop(String containerId, Duration grace) {
        int seconds = Math.toIntExact(Math.max(0, (grace.toMillis() + 999) / 1000));
        connection.runLong(client -> ignoringAbsence(
                () -> client.stopContainerCmd(containerId).withTimeout(seconds).exec()));
    }

    @Override
    public void kill(String containerId) {
        connection.run(client -> ignoringAbsence(() -> {
            try {
                client.killContainerCmd(containerId).exec();
            } catch (com.github.dockerjava.api.exception.ConflictException hasEnded) {
                return;
            }
        }));
    }

    @Override
    public void remove(String containerId) {
        connection.run(client -> ignoringAbsence(() -> client.removeContainerCmd(containerId)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec()));
    }

    @Override
    public void rename(String containerId, String name) {
        connection.run(client ->
                client.renameContainerCmd(containerId).withName(name).exec());
    }

    @Override
    public List<ContainerSummary> listByLabel(String label, String value) {
        return connection.call(client -> client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(label, value))
                .exec()
                .stream()
                .map(Translation::summary)
                .toList());
    }

    @Override
    public Optional<ContainerDetails> inspect(String idOrName) {
        return connection.call(client -> {
            try {
                return Optional.of(
                        Translation.details(client.inspectContainerCmd(idOrName).exec()));
            } catch (NotFoundException absent) {
                return Optional.<ContainerDetails>empty();
            }
        });
    }

    @Override
    public AutoCloseable events(
            String label, String value, Runnable onConnected, Consumer<ContainerEvent> onEvent) {
        return EventFollower.start(connection, Map.of(label, value), onConnected, onEvent);
    }

    @Override
    public ContainerUse stats(String containerId) {
        return connection.call(client -> {
            var first = new AtomicReference<Statistics>();
            var callback = client.statsCmd(containerId).withNoStream(true).exec(new ResultCallback.Adapter<Statistics>() {
                @Override
                public void onNext(Statistics statistics) {
                    first.compareAndSet(null, statistics);
                }
            });
            callback.awaitCompletion(10, TimeUnit.SECONDS);
            var read = first.get();
            if (read == null) {
                throw new RuntimeFailure(Kind.NOT_FOUND, "The engine has no figures for container " + containerId + ".");
            }
            return Translation.use(read);
        });
    }

    @Override
    public List<String> lastLines(String containerId, int count) {
        var text = new StringBuffer();
        connection.run(client -> client.logContainerCmd(containerId)
                .withStdOut(true)
                .withStdErr(true)
                .withTail(count)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                    }
                })
                .awaitCompletion(LAST_WORDS_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        var lines = text.toString().lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    @Override
    public AutoCloseable followLogs(String containerId, int sinceSeconds, Consumer<LogChunk> onChunk) {
        return connection.call(client -> client.logContainerCmd(containerId)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .withSince(sinceSeconds)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        var content = ByteBuffer.wrap(frame.getPayload()).asReadOnlyBuffer();
                        onChunk.accept(new LogChunk(frame.getStreamType() == StreamType.STDERR, content));
                    }
                }));
    }

    @Override
    public void pull(String reference, Consumer<Integer> progressPercent) {
        connection.runLong(client -> new ImagePull(client, reference, progressPercent).run());
    }

    @Override
    public Optional<ImageFacts> image(String idOrReference) {
        return connection.call(client -> {
            try {
                return Optional.of(
                        Translation.image(client.inspectImageCmd(idOrReference).exec()));
            } catch (NotFoundException absent) {
                return Optional.<ImageFacts>empty();
            }
        });
    }

    @Override
    public void load(InputStream archive) {
        // The plain load command returns before the engine has finished; this one waits for its last word.
        connection.runLong(client -> client.loadImageAsyncCmd(archive).start().awaitMessage());
    }

    @Override
    public void close() {
        connection.close();
    }

    private static void ignoringAbsence(EngineCall call) throws Exception {
        try {
            call.run();
        } catch (NotFoundException | NotModifiedException gone) {
            return;
        }
    }

    /** What a call does with the engine. */
    interface EngineCall {
        void run() throws Exception;
    }

    /** Asks a client for something. */
    interface Question<T> {
        T ask(DockerClient client) throws Exception;
    }

    /** Tells a client something. */
    interface Order {
        void give(DockerClient client) throws Exception;
    }
}
