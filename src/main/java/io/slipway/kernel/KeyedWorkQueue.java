package io.slipway.kernel;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A queue of keys in which a key waits at most once and is worked on by at most one worker. A key added while it is being
 * worked on comes back when that work is done, so no event is lost and none is doubled. Keys may be due later; an earlier due
 * time wins. Bounded by the number of distinct keys. All methods are thread-safe.
 *
 * @param <K> the key, with value equality
 */
public final class KeyedWorkQueue<K> {

    private record Due<K>(Instant at, long order, K key) {}

    private final Clock clock;
    private final PriorityQueue<Due<K>> waiting = new PriorityQueue<>((a, b) -> {
        int byTime = a.at().compareTo(b.at());
        return byTime != 0 ? byTime : Long.compare(a.order(), b.order());
    });
    private final Map<K, Instant> dueAt = new HashMap<>();
    private final Set<K> inWork = new HashSet<>();
    private final Map<K, Instant> again = new HashMap<>();
    private long order;

    /** Makes an empty queue that judges due times by {@code clock}. */
    public KeyedWorkQueue(Clock clock) {
        this.clock = clock;
    }

    /** Adds a key that is due now. */
    public void add(K key) {
        addAt(key, clock.instant());
    }

    /** Adds a key that is due at {@code at}, or earlier if it waits for an earlier time already. */
    public synchronized void addAt(K key, Instant at) {
        if (inWork.contains(key)) {
            again.merge(key, at, (x, y) -> x.isBefore(y) ? x : y);
            return;
        }
        var known = dueAt.get(key);
        if (known != null && !at.isBefore(known)) {
            return;
        }
        dueAt.put(key, at);
        waiting.add(new Due<>(at, order++, key));
        notifyAll();
    }

    /** Takes a due key and marks it as in work, or answers empty at once. Each taken key must be given to {@link #done}. */
    public synchronized Optional<K> poll() {
        dropSuperseded();
        var head = waiting.peek();
        if (head == null || head.at().isAfter(clock.instant())) {
            return Optional.empty();
        }
        waiting.remove();
        dueAt.remove(head.key());
        inWork.add(head.key());
        return Optional.of(head.key());
    }

    /** Like {@link #poll} but waits, at most {@code millis} at a time so that callers can look at their stop flag. */
    public synchronized Optional<K> await(long millis) throws InterruptedException {
        var found = poll();
        if (found.isPresent()) {
            return found;
        }
        var head = waiting.peek();
        long wait = head == null ? millis : Math.min(millis, head.at().toEpochMilli() - clock.millis());
        wait(Math.max(1, wait));
        return poll();
    }

    /** Ends the work on a key; if it was added meanwhile it waits again. */
    public synchronized void done(K key) {
        inWork.remove(key);
        var at = again.remove(key);
        if (at != null) {
            addAt(key, at);
        }
    }

    /** Keys that wait, due or not. */
    public synchronized int size() {
        return dueAt.size();
    }

    private void dropSuperseded() {
        while (!waiting.isEmpty()
                && !waiting.peek().at().equals(dueAt.get(waiting.peek().key()))) {
            waiting.remove();
        }
    }
}
