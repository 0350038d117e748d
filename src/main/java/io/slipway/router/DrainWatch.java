package io.slipway.router;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Waits until nothing runs on removed endpoints any more, table by table in their order, and cuts what does not end in time. Runs on
 * one event loop. In-flight counts are looked at every few milliseconds while there is something to wait for, so that requests
 * themselves pay nothing for it.
 */
final class DrainWatch {

    private static final long POLL_MILLIS = 5;

    /** A table whose removed endpoints may still have requests. */
    private static final class Drain {

        final long version;
        final List<Upstream> removed;
        final long deadline;
        boolean cutting;
        boolean cut;

        Drain(long version, List<Upstream> removed, long deadline) {
            this.version = version;
            this.removed = removed;
            this.deadline = deadline;
        }

        boolean isOver() {
            return cut || removed.stream().allMatch(upstream -> upstream.inFlight() == 0);
        }

        boolean isLate() {
            return !cutting && System.nanoTime() - deadline >= 0;
        }
    }

    private final EventLoop loop;
    private final List<Lane> lanes;
    private final List<LongConsumer> listeners;
    private final ArrayDeque<Drain> waiting = new ArrayDeque<>();
    private boolean polling;
    private volatile long drainedVersion;

    DrainWatch(EventLoop loop, List<Lane> lanes, List<LongConsumer> listeners) {
        this.loop = loop;
        this.lanes = lanes;
        this.listeners = listeners;
    }

    long drainedVersion() {
        return drainedVersion;
    }

    /** Called on the watch's loop, after every lane has stopped choosing the removed endpoints. */
    void add(long version, List<Upstream> removed, long deadline) {
        waiting.add(new Drain(version, removed, deadline));
        check();
    }

    private void check() {
        long last = -1;
        while (!waiting.isEmpty() && waiting.element().isOver()) {
            Drain done = waiting.remove();
            last = done.version;
            drainedVersion = last;
            if (!done.cutting) {
                retire(done.removed, () -> {});
            }
        }
        if (last >= 0) {
            for (LongConsumer listener : listeners) {
                listener.accept(last);
            }
        }
        if (!waiting.isEmpty()) {
            cutIfLate(waiting.element());
            pollAgain();
        }
    }

    /** What is late is acknowledged after it was cut, not before: the platform ends the instance at once. */
    private void cutIfLate(Drain drain) {
        if (drain.isLate()) {
            drain.cutting = true;
            retire(drain.removed, () -> {
                drain.cut = true;
                check();
            });
        }
    }

    private void pollAgain() {
        if (!polling) {
            polling = true;
            loop.schedule(this::poll, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void poll() {
        polling = false;
        check();
    }

    /** Lets every lane end what it still has on endpoints and forget them; then {@code done} runs on the watch's loop. */
    private void retire(List<Upstream> removed, Runnable done) {
        if (removed.isEmpty()) {
            return;
        }
        AtomicInteger left = new AtomicInteger(lanes.size());
        for (Lane lane : lanes) {
            lane.loop().execute(() -> {
                lane.retire(removed);
                if (left.decrementAndGet() == 0) {
                    loop.execute(done);
                }
            });
        }
    }
}
