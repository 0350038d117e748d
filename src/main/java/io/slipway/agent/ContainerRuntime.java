package io.slipway.agent;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The engine that runs containers, seen through what Slipway needs of it. All calls block; all may throw {@link RuntimeFailure},
 * whose kind says what a caller can do about it. Thread-safe.
 */
public interface ContainerRuntime extends AutoCloseable {

    /** What the engine is and what it has; also the cheapest way to learn whether it answers. */
    EngineFacts engine();

    /** Makes the network as described, or leaves it alone when it is there already. Refuses to change one that is in use. */
    void ensureNetwork(NetworkSpec spec);

    /** Removes a network; harmless when it is gone. */
    void removeNetwork(String name);

    /** Creates, but does not start, a container that holds a network namespace; answers its id. */
    String createSandbox(SandboxSpec spec);

    /** Creates, but does not start, an app's container inside a sandbox's network namespace; answers its id. */
    String createAppContainer(AppContainerSpec spec);

    /** Starts a container; {@link RuntimeFailure.Kind#CANNOT_START} when its command cannot run at all. */
    void start(String containerId);

    /** Sends the image's stop signal (TERM by default), waits {@code grace}, then kills. Harmless on what has ended. */
    void stop(String containerId, Duration grace);

    /** Kills at once; harmless on what has ended or is gone. */
    void kill(String containerId);

    /** Removes a container, running or not, with its anonymous volumes; harmless when it is gone. */
    void remove(String containerId);

    /** Gives a container another name. */
    void rename(String containerId, String name);

    /** All containers, running or not, that carry a label with this value. */
    List<ContainerSummary> listByLabel(String label, String value);

    /** One container by id or name; empty when it does not exist. */
    Optional<ContainerDetails> inspect(String idOrName);

    /**
     * Follows starts and ends of containers that carry a label, until closed. Reconnects by itself; {@code onConnected} runs after
     * each (re)connect, because events may have been missed before it.
     */
    AutoCloseable events(String label, String value, Runnable onConnected, Consumer<ContainerEvent> onEvent);

    /** One reading of a container's use; the cumulative numbers never fall while it runs. */
    ContainerUse stats(String containerId);

    /** The last lines that a container wrote, oldest first, both streams. */
    List<String> lastLines(String containerId, int count);

    /** Follows a container's output from a time (epoch seconds) until it ends or this is closed; the fallback for log tails. */
    AutoCloseable followLogs(String containerId, int sinceSeconds, Consumer<LogChunk> onChunk);

    /** Pulls an image; tells progress as percent, 0 to 100, as far as it is known. */
    void pull(String reference, Consumer<Integer> progressPercent);

    /** An image by id or reference; empty when the engine has it not. */
    Optional<ImageFacts> image(String idOrReference);

    /** Loads an archive in the format of {@code docker save}; does not close the stream. */
    void load(InputStream archive);

    @Override
    void close();
}
