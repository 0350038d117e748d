package io.slipway.apps;

import static java.util.stream.Collectors.toSet;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.AppId;
import java.util.Collection;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes an app's rows away once nothing of it runs. Runs in the caller's transaction. */
@Component
class AppRemoval {

    private static final String ACTION = "app.deleted";

    private final Apps apps;
    private final Processes processes;
    private final Releases releases;
    private final Deployments deployments;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;

    AppRemoval(
            Apps apps,
            Processes processes,
            Releases releases,
            Deployments deployments,
            ApplicationEventPublisher events,
            AuditTrail audit) {
        this.apps = apps;
        this.processes = processes;
        this.releases = releases;
        this.deployments = deployments;
        this.events = events;
        this.audit = audit;
    }

    void remove(App app) {
        var id = app.id().value();
        // First the event: rows of routes refer to the app, and their module removes them in this transaction.
        events.publishEvent(new AppDeleted(app.id()));
        deployments.deleteByAppId(id);
        releases.deleteByAppId(id);
        processes.deleteByAppId(id);
        apps.delete(app);
        var target = AuditTarget.ofApp(app.id(), app.name(), app.organizationId(), app.spaceId());
        audit.record(Actor.SYSTEM, ACTION, target, AuditOutcome.ACCEPTED, "nothing of it is left");
    }

    /** Those of these apps of which the trail tells that they were taken away. */
    Set<AppId> recordedOf(Collection<AppId> ids) {
        var targets = ids.stream().map(AppId::toString).toList();
        return audit.targetsOf(ACTION, targets).stream().map(AppId::of).collect(toSet());
    }
}
