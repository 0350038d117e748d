package io.slipway.router;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Waits until nothing runs on removed endpoints any more, table by table in their order. Runs on one event loop. In-flight counts are
 * looked at every few milliseconds while there is something to wait for, so that requests themselves pay nothing for it.
 */
final class DrainWatch {

    private static final long POLL_MILLIS = 5;

    private record Drain(long version, List<Upstream> removed, long deadline) {

        boolean isDone() {
            return removed.stream().allMatch(upstream -> upstream.inFlight() == 0);
        }
    }

    private final EventLoop loop;
    private final List<Lane> lanes;
    private final List<LongConsumer> listeners;
    private final ArrayDeque<Drain> waiting = new ArrayDeque<>();
    private final List<Upstream> retired = new ArrayList<>();
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
        while (!waiting.isEmpty() && isOver(waiting.element())) {
            Drain done = waiting.remove();
            last = done.version();
            drainedVersion = last;
            retired.addAll(done.removed());
        }
        retire();
        if (last >= 0) {
            for (LongConsumer listener : listeners) {
                listener.accept(last);
            }
        }
        if (!waiting.isEmpty() && !polling) {
            polling = true;
            loop.schedule(this::poll, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isOver(Drain drain) {
        return drain.isDone() || System.nanoTime() - drain.deadline() >= 0;
    }

    private void poll() {
        polling = false;
        check();
    }

    private void retire() {
        if (retired.isEmpty()) {
            return;
        }
        List<Upstream> gone = List.copyOf(retired);
        retired.clear();
        for (Lane lane : lanes) {
            lane.loop().execute(() -> lane.retire(gone));
        }
    }
}
