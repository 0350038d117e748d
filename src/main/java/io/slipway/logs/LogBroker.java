package io.slipway.logs;

import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands stored lines to those who follow an app now. The writer never waits: each subscription has a bounded queue of its own, and
 * one that is not emptied in time loses its oldest lines and is told how many.
 */
final class LogBroker implements LineListener {

    /** Followers of all apps together; each costs a connection and up to {@link LogSubscription#MOST_BYTES}. */
    static final int MOST_SUBSCRIPTIONS = 1_000;

    private final Map<AppId, List<LogSubscription>> subscriptions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    @Override
    public void appended(AppId appId, List<LogLine> lines) {
        var following = subscriptions.get(appId);
        if (following != null) {
            following.forEach(subscription -> subscription.offer(lines));
        }
    }

    /** Follows an app from now on; the caller closes the subscription. */
    LogSubscription subscribe(AppId appId) {
        if (count.incrementAndGet() > MOST_SUBSCRIPTIONS || closed) {
            count.decrementAndGet();
            throw new PlatformException.Unavailable(
                    "too-many-streams", "Too many log streams are open. Close one, or try again in a moment.");
        }
        var subscription = new LogSubscription(ended -> remove(appId, ended));
        subscriptions.compute(appId, (id, following) -> {
            var list = following == null ? new CopyOnWriteArrayList<LogSubscription>() : following;
            list.add(subscription);
            return list;
        });
        return subscription;
    }

    /** Ends every subscription; none is given out after this. */
    void close() {
        closed = true;
        subscriptions.values().forEach(following -> following.forEach(LogSubscription::end));
    }

    private void remove(AppId appId, LogSubscription ended) {
        subscriptions.computeIfPresent(appId, (id, following) -> {
            if (following.remove(ended)) {
                count.decrementAndGet();
            }
            return following.isEmpty() ? null : following;
        });
    }
}
