package io.slipway.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.signals.Signal;
import io.slipway.apps.AppChanged;
import io.slipway.apps.AppDeleted;
import io.slipway.hosts.HostChanged;
import io.slipway.instances.InstanceChanged;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.placement.RebalanceChanged;
import io.slipway.routes.RoutesChanged;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The one way from the platform's events to pages. Every UI has one {@link LiveChannel} that gathers changes and pushes them at most
 * twice a second. Callbacks run within their UI and read what they show themselves; they run no more once their owner was detached.
 */
@org.springframework.stereotype.Component
public class LiveUpdates {

    /** Stands for a change that is about no host in particular. */
    private static final HostId EVERY_HOST = new HostId(new UUID(0, 0));

    private final Map<UI, LiveChannel> channels = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pusher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-updates").daemon().factory());

    /** Calls back when the app, its instances or its routes changed, for as long as {@code owner} is attached. */
    public Registration onAppChange(Component owner, AppId app, Runnable callback) {
        return whileAttached(owner, app::equals, callback);
    }

    /** Calls back when any app changed. */
    public Registration onAnyAppChange(Component owner, Runnable callback) {
        return whileAttached(owner, AppId.class::isInstance, callback);
    }

    /** Calls back when a host joined, changed its state or was cordoned. */
    public Registration onHostChange(Component owner, Runnable callback) {
        return whileAttached(owner, io.slipway.kernel.HostId.class::isInstance, callback);
    }

    /** Runs something within a UI from another thread, as soon as its lock is free; not at all once the UI was closed. */
    public static void deliver(UI ui, Runnable callback) {
        try {
            ui.access(callback::run);
        } catch (UIDetachedException closed) {
            // Whoever asked has left; there is nobody to tell.
            return;
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AppChanged event) {
        changed(event.appId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AppDeleted event) {
        changed(event.appId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(InstanceChanged event) {
        changed(event.appId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(RoutesChanged event) {
        changed(event.appId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(HostChanged event) {
        changed(event.hostId());
    }

    /** To pages a rebalance is a matter of hosts: those that show them look again. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(RebalanceChanged event) {
        changed(EVERY_HOST);
    }

    @PreDestroy
    void stop() {
        pusher.shutdownNow();
    }

    private void changed(Object id) {
        channels.values().forEach(channel -> channel.changed(id));
    }

    private Registration whileAttached(Component owner, Predicate<Object> interest, Runnable callback) {
        var subscription = new Subscription(interest, callback);
        owner.getUI().ifPresent(ui -> subscribe(ui, subscription));
        var attach = owner.addAttachListener(event -> subscribe(event.getUI(), subscription));
        var detach = owner.addDetachListener(event -> unsubscribe(event.getUI(), subscription));
        return Registration.combine(attach, detach, () -> owner.getUI().ifPresent(ui -> unsubscribe(ui, subscription)));
    }

    private void subscribe(UI ui, Subscription subscription) {
        channels.computeIfAbsent(ui, this::open).add(subscription);
    }

    private LiveChannel open(UI ui) {
        var channel = new LiveChannel(ui, pusher);
        if (ComponentUtil.getData(ui, LiveUpdates.class) == null) {
            // One effect for each UI, however often its last subscription goes and another comes.
            ComponentUtil.setData(ui, LiveUpdates.class, this);
            var visibility = ui.getPage().pageVisibilitySignal();
            Signal.effect(ui, () -> show(ui, visibility.get() != PageVisibility.HIDDEN));
        }
        return channel;
    }

    private void show(UI ui, boolean visible) {
        var channel = channels.get(ui);
        if (channel != null) {
            channel.setHidden(!visible);
        }
    }

    /** How many components of all UIs listen; a page that was left counts no more. */
    int listeners() {
        return channels.values().stream().mapToInt(LiveChannel::size).sum();
    }

    private void unsubscribe(UI ui, Subscription subscription) {
        channels.computeIfPresent(ui, (key, channel) -> channel.remove(subscription) ? null : channel);
    }

    /** What a component wants to hear of. */
    record Subscription(Predicate<Object> interest, Runnable callback) {}
}
