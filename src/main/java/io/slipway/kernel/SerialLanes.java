package io.slipway.kernel;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs tasks of one key one after the other, in the order they came, and tasks of different keys side by side. A lane exists only
 * while it has work.
 *
 * @param <K> the key, with value equality
 */
public final class SerialLanes<K> {

    private final Executor executor;
    /** Guards itself: the queues of lanes that have work. */
    private final Map<K, Queue<Runnable>> lanes = new HashMap<>();

    /** Runs tasks on {@code executor}; one task of it is in use per lane that has work. */
    public SerialLanes(Executor executor) {
        this.executor = executor;
    }

    /** Adds a task. What it throws ends that task only and goes to the thread's uncaught-exception handler. */
    public void run(K key, Runnable task) {
        synchronized (lanes) {
            var lane = lanes.get(key);
            if (lane != null) {
                lane.add(task);
                return;
            }
            lanes.put(key, new ArrayDeque<>());
        }
        executor.execute(() -> drive(key, task));
    }

    private void drive(K key, Runnable first) {
        try {
            first.run();
        } finally {
            synchronized (lanes) {
                var next = lanes.getOrDefault(key, new ArrayDeque<>()).poll();
                if (next == null) {
                    lanes.remove(key);
                } else {
                    executor.execute(() -> drive(key, next));
                }
            }
        }
    }
}
