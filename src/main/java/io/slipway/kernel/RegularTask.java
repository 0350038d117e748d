package io.slipway.kernel;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same thing again and again on a daemon thread of its own, pausing before each time. A failure is logged and does not
 * end it; closing it or the end of the process does.
 */
public final class RegularTask implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RegularTask.class);

    private final String name;
    private final Duration pause;
    private final Runnable task;
    private volatile boolean closed;

    private RegularTask(String name, Duration pause, Runnable task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    /**
     * Starts it.
     *
     * @param name of the thread, for logs and thread dumps
     */
    public static RegularTask start(String name, Duration pause, Runnable task) {
        var regular = new RegularTask(name, pause, task);
        Thread.ofPlatform().name(name).daemon().start(regular::run);
        return regular;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(pause);
                if (closed) {
                    return;
                }
                runOnce();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() {
        try {
            task.run();
        } catch (RuntimeException failure) {
            log.atWarn().setCause(failure).addKeyValue("task", name).log("A regular task failed; it goes on");
        }
    }

    /** It does not begin again; one that is under way is not waited for, nor interrupted in the middle of what it writes. */
    @Override
    public void close() {
        closed = true;
    }
}
