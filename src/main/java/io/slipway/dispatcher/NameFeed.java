package io.slipway.dispatcher;

import io.slipway.apps.AppCreated;
import io.slipway.apps.AppDeleted;
import io.slipway.apps.AppRegister;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostChanged;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.iam.TenantNames;
import io.slipway.instances.InstanceChanged;
import io.slipway.instances.InstanceStore;
import io.slipway.policies.NetworkPoliciesChanged;
import io.slipway.policies.NetworkPolicyLedger;
import io.slipway.protocol.AllowedConnection;
import io.slipway.protocol.Transport;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells each host whom its instances find by name and may connect to, on a thread of its own. Events only mark; many at a time cost
 * one look, and a host hears only of what changes for it.
 */
@Component
class NameFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NameFeed.class);
    private static final long GATHER_MILLIS = 20;
    /** With very many instances a look takes long; it has at most a fifth of a core. */
    private static final long REST_FACTOR = 4;
    /** A safety net under the events, in case one was lost. */
    private static final long RESYNC_SECONDS = 30;

    private final AppRegister apps;
    private final InstanceStore instances;
    private final HostRegistry hosts;
    private final TenantNames names;
    private final NetworkPolicyLedger policies;
    private final AgentSessions sessions;
    private final ClusterEpoch epoch;
    private final Semaphore marks = new Semaphore(0);
    private @Nullable NameTables tables;
    private volatile boolean running;

    NameFeed(
            AppRegister apps,
            InstanceStore instances,
            HostRegistry hosts,
            TenantNames names,
            NetworkPolicyLedger policies,
            AgentSessions sessions,
            ClusterEpoch epoch) {
        this.apps = apps;
        this.instances = instances;
        this.hosts = hosts;
        this.names = names;
        this.policies = policies;
        this.sessions = sessions;
        this.epoch = epoch;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(InstanceChanged event) {
        refreshSoon();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AppCreated event) {
        refreshSoon();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AppDeleted event) {
        refreshSoon();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(HostChanged event) {
        refreshSoon();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(NetworkPoliciesChanged event) {
        refreshSoon();
    }

    /** Something may have changed, or somebody has connected who knows nothing yet. */
    void refreshSoon() {
        if (marks.availablePermits() == 0) {
            marks.release();
        }
    }

    /** Makes all tables anew and tells each host that has a stream open what is new to it. */
    synchronized void refresh() {
        var takers = sessions.all().stream().filter(AgentSession::isTakingNames).toList();
        if (takers.isEmpty()) {
            return;
        }
        var facts = facts();
        var made = tables == null ? NameTables.of(facts) : tables.then(facts);
        tables = made;
        takers.forEach(session -> session.send(made.of(session.host())));
    }

    private NameFacts facts() {
        var silent = hosts.all().stream()
                .filter(HostView::isSilent)
                .map(HostView::id)
                .collect(Collectors.toSet());
        return new NameFacts(epoch.current(), apps.all(), instances.placed(), silent, allowed(), names::of);
    }

    private List<AllowedConnection> allowed() {
        return policies.all().stream()
                .map(policy -> AllowedConnection.newBuilder()
                        .setSourceAppId(policy.source().toString())
                        .setDestinationAppId(policy.destination().toString())
                        .setTransport(
                                switch (policy.transport()) {
                                    case TCP -> Transport.TCP;
                                    case UDP -> Transport.UDP;
                                })
                        .setFirstPort(policy.ports().first())
                        .setLastPort(policy.ports().last())
                        .build())
                .toList();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("name-feed").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        refreshSoon();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                var marked = marks.tryAcquire(RESYNC_SECONDS, TimeUnit.SECONDS);
                marks.drainPermits();
                if (running) {
                    long start = System.nanoTime();
                    refreshOrLater(marked);
                    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    Thread.sleep(Math.max(GATHER_MILLIS, took * REST_FACTOR));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void refreshOrLater(boolean marked) {
        try {
            refresh();
        } catch (RuntimeException failure) {
            log.atWarn().setCause(failure).addKeyValue("marked", marked).log("Names could not be told; tried again");
            refreshSoon();
        }
    }
}
