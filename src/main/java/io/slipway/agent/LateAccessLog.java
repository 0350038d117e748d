package io.slipway.agent;

import io.slipway.kernel.AppId;
import io.slipway.router.AccessLog;
import io.slipway.router.AccessLogEntry;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what a router says until there is somebody to take it; beyond a limit the newest is lost. Thread-safe. */
final class LateAccessLog implements AccessLog {

    private static final int MOST_KEPT = 10_000;

    private final Queue<Consumer<AccessLog>> kept = new ArrayDeque<>();
    private volatile @Nullable AccessLog target;

    @Override
    public void record(AccessLogEntry entry) {
        pass(log -> log.record(entry));
    }

    @Override
    public void tell(AppId appId, String sentence) {
        pass(log -> log.tell(appId, sentence));
    }

    /** Hands over what was kept, and everything from now on. */
    synchronized void connect(AccessLog taker) {
        kept.forEach(line -> line.accept(taker));
        kept.clear();
        target = taker;
    }

    private void pass(Consumer<AccessLog> line) {
        var taker = target;
        if (taker != null) {
            line.accept(taker);
        } else {
            keep(line);
        }
    }

    private synchronized void keep(Consumer<AccessLog> line) {
        var taker = target;
        if (taker != null) {
            line.accept(taker);
        } else if (kept.size() < MOST_KEPT) {
            kept.add(line);
        }
    }
}
