package io.slipway.dispatcher;

import io.slipway.apps.AppChanged;
import io.slipway.apps.AppDeleted;
import io.slipway.apps.DeploymentLedger;
import io.slipway.apps.DeploymentStrategy.Rolling;
import io.slipway.apps.DeploymentView;
import io.slipway.dispatcher.InstanceStory.Told;
import io.slipway.instances.HostNames;
import io.slipway.instances.InstanceChanged;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.SerialLanes;
import io.slipway.logs.LogIntakeSink;
import io.slipway.metrics.PlatformMeters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Writes into an app's own log what happens to its instances and deployments, beside what they write themselves. What was told last
 * is kept in memory only: after a restart of the server, only what is younger than a few seconds is told.
 */
@Component
class AppLogWriter {

    private static final Logger log = LoggerFactory.getLogger(AppLogWriter.class);
    private static final Duration STILL_NEWS = Duration.ofSeconds(5);

    private final InstanceStore instances;
    private final DeploymentLedger deployments;
    private final HostNames hostNames;
    private final LogIntakeSink sink;
    private final PlatformMeters meters;
    private final Clock clock;
    private final SerialLanes<AppId> lanes = new SerialLanes<>(Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("app-log-", 0).factory()));

    /** Living instances as they were told last; an entry goes with its instance. */
    private final Map<InstanceId, InstanceRecord> told = new ConcurrentHashMap<>();

    /** The deployment of each app as it was told last. */
    private final Map<AppId, DeploymentView> deployed = new ConcurrentHashMap<>();

    AppLogWriter(
            InstanceStore instances,
            DeploymentLedger deployments,
            HostNames hostNames,
            LogIntakeSink sink,
            PlatformMeters meters,
            Clock clock) {
        this.instances = instances;
        this.deployments = deployments;
        this.hostNames = hostNames;
        this.sink = sink;
        this.meters = meters;
        this.clock = clock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(InstanceChanged event) {
        lanes.run(event.appId(), () -> guarded(event.appId(), () -> tell(event.instanceId())));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AppChanged event) {
        lanes.run(event.appId(), () -> guarded(event.appId(), () -> tell(event.appId())));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(AppDeleted event) {
        deployed.remove(event.appId());
    }

    private void tell(InstanceId id) {
        var found = instances.find(id);
        if (found.isEmpty()) {
            told.remove(id);
            return;
        }
        var now = found.get();
        var before = now.state().isTerminal() ? told.remove(id) : told.put(id, now);
        var at = clock.instant();
        if (before == null && isOld(now.stateSince(), at)) {
            return;
        }
        if ((before == null || before.hostId() == null) && now.hostId() != null) {
            meters.placed();
        }
        var host = now.hostId() == null ? "" : hostNames.of(now.hostId());
        InstanceStory.between(before, now, host, at).forEach(line -> write(now, line));
    }

    private void write(InstanceRecord of, Told line) {
        sink.platformLine(of.appId(), of.name(), of.id().toString(), of.releaseNumber(), line.level(), line.text());
    }

    private void tell(AppId id) {
        var found = deployments.newest(id);
        if (found.isEmpty()) {
            return;
        }
        var now = found.get();
        var before = deployed.put(id, now);
        if (before != null && before.id().equals(now.id()) && before.state() == now.state()) {
            if (before.pace().share() != now.pace().share()) {
                write(id, now, DeploymentStory.ofShare(now));
            }
            return;
        }
        var since = now.finishedAt() == null ? now.startedAt() : now.finishedAt();
        if (before == null && isOld(since, clock.instant())) {
            return;
        }
        write(id, now, DeploymentStory.of(now));
        // How long a canary takes is a wish, not a measure.
        if (now.state() == DeploymentView.State.SUCCEEDED && now.pace().strategy() instanceof Rolling) {
            meters.deployed(Duration.between(now.startedAt(), since));
        }
    }

    private void write(AppId of, DeploymentView deployment, Told line) {
        sink.platformLine(of, deployment.releaseNumber(), line.level(), line.text());
    }

    private static boolean isOld(Instant since, Instant now) {
        return since.plus(STILL_NEWS).isBefore(now);
    }

    private static void guarded(AppId id, Runnable tell) {
        try {
            tell.run();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).addKeyValue("app", id).log("A change of an app could not be told in its log");
        }
    }
}
