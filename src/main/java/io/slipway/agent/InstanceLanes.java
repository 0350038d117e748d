package io.slipway.agent;

import io.slipway.protocol.AssignedInstance;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One serial lane per instance, each on a virtual thread of its own: steps of different instances never wait for each other, and
 * those of one never overlap. The monitor guards the map of lanes.
 */
final class InstanceLanes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InstanceLanes.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);

    private final InstanceDriver driver;
    private final CountDownLatch open = new CountDownLatch(1);
    private final Map<String, Lane> lanes = new HashMap<>();
    private boolean closed;

    InstanceLanes(InstanceDriver driver) {
        this.driver = driver;
    }

    /** The host is ready: lanes may run. Until then they gather what is wanted. */
    void open() {
        open.countDown();
    }

    /** Takes a complete assignment: what is not in it must end. */
    synchronized void apply(Collection<AssignedInstance> assigned) {
        if (closed) {
            return;
        }
        var left = new HashMap<>(lanes);
        for (var instance : assigned) {
            var known = left.remove(instance.getInstanceId());
            if (known == null) {
                var lane = new Lane(new LocalInstance(instance));
                lanes.put(instance.getInstanceId(), lane);
                lane.thread.start();
            } else {
                known.want(instance);
            }
        }
        left.values().forEach(Lane::drop);
    }

    /** Something may have happened to an instance's containers; false when no lane knows it. */
    synchronized boolean look(String instanceId) {
        var lane = lanes.get(instanceId);
        if (lane == null) {
            return false;
        }
        lane.look();
        return true;
    }

    /** The same for all that lanes know: the engine itself went away or came back. */
    synchronized void lookAtAll() {
        lanes.values().forEach(Lane::look);
    }

    synchronized int size() {
        return lanes.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        lanes.values().forEach(lane -> lane.thread.interrupt());
    }

    private synchronized boolean leave(LocalInstance instance) {
        if (!instance.isDropped()) {
            return false;
        }
        lanes.remove(instance.id());
        return true;
    }

    private final class Lane {

        private final LocalInstance instance;
        private final Semaphore wake = new Semaphore(0);
        private final Thread thread;

        private Lane(LocalInstance instance) {
            this.instance = instance;
            this.thread = Thread.ofVirtual().name("instance-" + instance.id()).unstarted(this::run);
        }

        private void want(AssignedInstance assigned) {
            instance.want(assigned);
            wake.release();
        }

        private void drop() {
            instance.drop();
            wake.release();
        }

        private void look() {
            instance.askForLook();
            wake.release();
        }

        private void run() {
            try {
                open.await();
                while (true) {
                    var rest = step();
                    if (rest.isEmpty()) {
                        if (leave(instance)) {
                            return;
                        }
                        continue;
                    }
                    if (wake.tryAcquire(rest.get().toNanos(), TimeUnit.NANOSECONDS)) {
                        wake.drainPermits();
                    }
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        private Optional<Duration> step() throws InterruptedException {
            try {
                return driver.step(instance);
            } catch (RuntimeException fault) {
                log.atError()
                        .addKeyValue("instance", instance.id())
                        .setCause(fault)
                        .log("A lane met a fault");
                return Optional.of(AFTER_A_FAULT);
            }
        }
    }
}
