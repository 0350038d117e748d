package io.slipway.dispatcher;

import io.slipway.apps.AppDeleted;
import io.slipway.apps.ProcessSpecChanged;
import io.slipway.hosts.HostChanged;
import io.slipway.instances.InstanceChanged;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.KeyedWorkQueue;
import io.slipway.routes.RoutesChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The one thread that refreshes the routing table and the hosts' assignments. Events only mark what must be looked at; the thread
 * reads it anew. An assignment ends an instance only after the table has lost it and every router has said so.
 */
@Component
class Feeds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Feeds.class);
    private static final long LOOK_MILLIS = 500;
    /**
     * What a table costs grows with the routers that take it: with a thousand a burst of changes gathers for a quarter of a second,
     * with ten it does not wait. The first change after a pause goes out at once.
     */
    private static final Duration GATHER_PER_ROUTER = Duration.ofNanos(250_000);

    private static final Duration LONGEST_GATHER = Duration.ofSeconds(1);
    /** How often drained routers are looked for between two tables: each of them acknowledges each table. */
    private static final int DRAIN_LOOKS = 5;

    /** A safety net under the events, in case one was lost. */
    private static final Duration RESYNC = Duration.ofSeconds(30);
    /** Pools follow the instances at leisure. */
    private static final Duration POOLS = Duration.ofSeconds(5);

    /** Hosts whose assignment must be looked at; empty stands for the routing table alone. */
    private final KeyedWorkQueue<Optional<HostId>> queue;

    private final RoutingFeed routing;
    private final AssignmentFeed assignments;
    private final WarmPools pools;
    private final AgentSessions sessions;
    private final Clock clock;
    /** Apps whose instances changed since the last table. */
    private final Set<AppId> changed = ConcurrentHashMap.newKeySet();

    private volatile boolean tableDirty = true;
    private volatile boolean everythingDirty = true;
    private volatile boolean drainDirty;
    private volatile Instant nextTable = Instant.MIN;
    private volatile Instant nextDrained = Instant.MIN;
    private long drained;
    private volatile boolean running;

    Feeds(RoutingFeed routing, AssignmentFeed assignments, WarmPools pools, AgentSessions sessions, Clock clock) {
        this.queue = new KeyedWorkQueue<>(clock);
        this.routing = routing;
        this.assignments = assignments;
        this.pools = pools;
        this.sessions = sessions;
        this.clock = clock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(InstanceChanged event) {
        if (event.isPastStart()) {
            changed.add(event.appId());
            tableDirty();
        }
        if (event.hostId() != null) {
            queue.add(Optional.of(event.hostId()));
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(RoutesChanged event) {
        tableDirty();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AppDeleted event) {
        tableDirty();
    }

    /** A canary may have got another share of the requests. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(ProcessSpecChanged event) {
        tableDirty();
    }

    /** Its endpoints may count no longer, or again, and its router is no longer waited for, or again. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(HostChanged event) {
        drainDirty = true;
        tableDirty();
        queue.add(Optional.of(event.hostId()));
    }

    /** A router has acknowledged a table: instances that waited for it may stop now. */
    void acknowledged() {
        drainDirty = true;
        queue.addAt(Optional.empty(), notBefore(nextDrained));
    }

    private void tableDirty() {
        tableDirty = true;
        queue.addAt(Optional.empty(), notBefore(nextTable));
    }

    private Instant notBefore(Instant due) {
        var now = clock.instant();
        return due.isAfter(now) ? due : now;
    }

    private void allDirty() {
        everythingDirty = true;
        tableDirty();
        sessions.all().forEach(session -> queue.add(Optional.of(session.host())));
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("feeds").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        var nextResync = clock.instant().plus(RESYNC);
        var nextPools = clock.instant().plus(POOLS);
        while (running) {
            try {
                var work = queue.await(LOOK_MILLIS);
                if (clock.instant().isAfter(nextResync)) {
                    allDirty();
                    nextResync = clock.instant().plus(RESYNC);
                }
                if (clock.instant().isAfter(nextPools)) {
                    measurePools();
                    nextPools = clock.instant().plus(POOLS);
                }
                work.ifPresent(this::step);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void measurePools() {
        try {
            pools.measure().forEach(host -> queue.add(Optional.of(host)));
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("Warm pools could not be measured; it is tried again");
        }
    }

    /** Only hosts where something waits for the routers are looked at: each of many routers acknowledges each table. */
    private void drained() {
        long now = routing.drainedEverywhere();
        if (now > drained) {
            assignments.hostsWithEnding().forEach(host -> queue.add(Optional.of(host)));
        }
        drained = now;
    }

    private void table() {
        if (!tableDirty || nextTable.isAfter(clock.instant())) {
            return;
        }
        tableDirty = false;
        nextTable = clock.instant().plus(gather());
        if (everythingDirty) {
            everythingDirty = false;
            changed.clear();
            routing.refresh();
        } else {
            routing.refresh(taken());
        }
    }

    /** What is added meanwhile stays for the next table. */
    private Set<AppId> taken() {
        var apps = Set.copyOf(changed);
        changed.removeAll(apps);
        return apps;
    }

    private void drains() {
        if (drainDirty && !nextDrained.isAfter(clock.instant())) {
            drainDirty = false;
            nextDrained = clock.instant().plus(gather().dividedBy(DRAIN_LOOKS));
            drained();
        }
    }

    /** What was too early waits on: of one key the queue keeps only the earliest time. */
    private void comeBack() {
        if (tableDirty) {
            queue.addAt(Optional.empty(), nextTable);
        }
        if (drainDirty) {
            queue.addAt(Optional.empty(), nextDrained);
        }
    }

    private Duration gather() {
        var gather = GATHER_PER_ROUTER.multipliedBy(sessions.count());
        return gather.compareTo(LONGEST_GATHER) < 0 ? gather : LONGEST_GATHER;
    }

    private void step(Optional<HostId> host) {
        try {
            if (host.isPresent()) {
                assignments.refresh(host.get());
            } else {
                table();
                drains();
                comeBack();
            }
        } catch (RuntimeException e) {
            tableDirty = true;
            everythingDirty = true;
            drainDirty = true;
            log.atWarn().setCause(e).log("A feed could not be refreshed; it is tried again");
            queue.addAt(host, clock.instant().plusMillis(LOOK_MILLIS));
        } finally {
            queue.done(host);
        }
    }
}
