package io.slipway.kernel;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives memory back when a process has nothing to do. The Serial collector, the smallest there is, collects only when it runs out
 * of room, so a process that idles after its start would hold that start's garbage for ever. Collects once for each idle time:
 * when nothing was collected for a while, which also means that little was allocated.
 */
public final class IdleCollection {

    private static final Logger log = LoggerFactory.getLogger(IdleCollection.class);
    private static final Duration LOOK = Duration.ofSeconds(15);

    private long seen = -1;
    private boolean collected;

    /** Whether it is time, told how many collections there have been; asked every 15 s. */
    boolean isDue(long collections) {
        boolean idle = collections == seen;
        seen = collections;
        if (!idle) {
            collected = false;
            return false;
        }
        boolean due = !collected;
        collected = true;
        return due;
    }

    /** The one that was asked for is not a sign of work. */
    void done(long collections) {
        seen = collections;
    }

    /** Looks from now on, until the process ends. */
    public static void start() {
        RegularTask.start("idle-collection", LOOK, new IdleCollection()::look);
    }

    private void look() {
        if (isDue(collections())) {
            System.gc();
            done(collections());
            log.atDebug().log("Collected, as nothing else was to be done");
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
