package io.slipway.agent.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import io.slipway.agent.ContainerEvent;
import io.slipway.kernel.Backoff;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the engine's events and takes up again when the engine comes back. */
final class EventFollower implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventFollower.class);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    private final EngineConnection connection;
    private final Map<String, String> labels;
    private final Runnable lookAgain;
    private final Consumer<ContainerEvent> onEvent;
    private final Thread thread;

    private EventFollower(
            EngineConnection connection,
            Map<String, String> labels,
            Runnable lookAgain,
            Consumer<ContainerEvent> onEvent) {
        this.connection = connection;
        this.labels = labels;
        this.lookAgain = lookAgain;
        this.onEvent = onEvent;
        this.thread = Thread.ofVirtual().name("container-events").unstarted(this::follow);
    }

    static EventFollower start(
            EngineConnection connection,
            Map<String, String> labels,
            Runnable lookAgain,
            Consumer<ContainerEvent> onEvent) {
        var follower = new EventFollower(connection, labels, lookAgain, onEvent);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                followOnce();
                failures = 0;
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException lost) {
                if (failures++ == 0) {
                    lookAgain.run(); // The engine may be gone, and whoever listens should know at once.
                }
                log.atDebug().addKeyValue("failures", failures).log("Events of the engine are not available");
            }
            if (!paused(failures + 1)) {
                return;
            }
        }
    }

    private void followOnce() throws InterruptedException {
        var client = connection.streaming();
        client.pingCmd().exec();
        var callback = client.eventsCmd()
                .withEventTypeFilter(EventType.CONTAINER)
                .withEventFilter("start", "die", "oom", "destroy")
                .withLabelFilter(labels)
                .exec(new ResultCallback.Adapter<Event>() {
                    @Override
                    public void onStart(Closeable stream) {
                        super.onStart(stream);
                        lookAgain.run();
                    }

                    @Override
                    public void onNext(Event event) {
                        tell(event);
                    }
                });
        try (callback) {
            callback.awaitCompletion();
        } catch (java.io.IOException closing) {
            log.atDebug().log("The stream of events did not close cleanly");
        }
    }

    private void tell(Event event) {
        var actor = event.getActor();
        if (actor == null || actor.getId() == null || event.getAction() == null) {
            return;
        }
        var attributes = actor.getAttributes();
        var name = attributes == null ? "" : attributes.getOrDefault("name", "");
        onEvent.accept(new ContainerEvent(actor.getId(), name, event.getAction()));
    }

    private static boolean paused(int failures) {
        try {
            Thread.sleep(AGAIN.after(failures, ThreadLocalRandom.current()));
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
