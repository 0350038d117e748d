package io.slipway.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.slipway.console.LiveUpdates.Subscription;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Gathers what changed for one UI and hands it over in one push. The monitor guards the fields below; no callback runs in it. */
class LiveChannel {

    /** At most two pushes a second: more make browsers and proxies fall behind. */
    static final Duration PAUSE = Duration.ofMillis(500);

    /** The first change of a burst waits this long for its companions. */
    static final Duration GATHER = Duration.ofMillis(60);

    private final UI ui;
    private final ScheduledExecutorService pusher;
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private final Set<Object> changed = new HashSet<>();
    private long nextPushNanos = System.nanoTime();
    private boolean scheduled;
    private boolean hidden;

    LiveChannel(UI ui, ScheduledExecutorService pusher) {
        this.ui = ui;
        this.pusher = pusher;
    }

    synchronized void add(Subscription subscription) {
        subscriptions.add(subscription);
    }

    /** Answers whether nobody is left. */
    synchronized boolean remove(Subscription subscription) {
        subscriptions.remove(subscription);
        return subscriptions.isEmpty();
    }

    synchronized void changed(Object id) {
        if (subscriptions.stream().noneMatch(each -> each.interest().test(id))) {
            return;
        }
        changed.add(id);
        if (!scheduled && !hidden) {
            schedule();
        }
    }

    /** A hidden page is told nothing; once it is seen again it hears at once, and only once, of all that changed meanwhile. */
    synchronized void setHidden(boolean now) {
        hidden = now;
        if (!hidden && !scheduled && !changed.isEmpty()) {
            schedule();
        }
    }

    /** How many callbacks it would serve. */
    synchronized int size() {
        return subscriptions.size();
    }

    private void schedule() {
        var wait = Math.max(GATHER.toNanos(), nextPushNanos - System.nanoTime());
        try {
            pusher.schedule(this::push, wait, TimeUnit.NANOSECONDS);
            scheduled = true;
        } catch (RejectedExecutionException stopping) {
            changed.clear();
        }
    }

    private void push() {
        try {
            ui.access(this::deliver);
        } catch (UIDetachedException closed) {
            drain();
        }
    }

    private void deliver() {
        var ids = drain();
        for (var subscription : interested(ids)) {
            subscription.callback().run();
        }
    }

    private synchronized Set<Object> drain() {
        scheduled = false;
        nextPushNanos = System.nanoTime() + PAUSE.toNanos();
        var ids = new HashSet<>(changed);
        changed.clear();
        return ids;
    }

    private synchronized Set<Subscription> interested(Set<Object> ids) {
        var found = new LinkedHashSet<Subscription>();
        for (var subscription : subscriptions) {
            if (ids.stream().anyMatch(subscription.interest())) {
                found.add(subscription);
            }
        }
        return found;
    }
}
