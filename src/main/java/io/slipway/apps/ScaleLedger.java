package io.slipway.apps;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Scaling by machines: the same change as a person's, on record under the machine's name. No user, no authorisation. */
@Component
public class ScaleLedger {

    private final Processes processes;
    private final Rollout rollout;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    ScaleLedger(Processes processes, Rollout rollout, AuditTrail audit, ApplicationEventPublisher events) {
        this.processes = processes;
        this.rollout = rollout;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Changes the number of instances from one to another. Does nothing when it is not {@code from} any more, or the app is stopped or
     * going, or may run once at most: what people did meanwhile counts.
     *
     * @param why in words, for the trail
     * @return whether it was changed
     */
    @Transactional
    public boolean scale(ProcessId id, int from, int to, Actor actor, String why) {
        SettingsRules.requireInstances(to);
        var found = processes.find(id.value(), DeploymentView.State.RUNNING).stream()
                .filter(row -> row.app().shouldRun() && row.process().instances() == from)
                .filter(row -> to <= 1 || !isAtMostOne(row))
                .findFirst();
        found.ifPresent(row -> {
            row.process().scaleTo(to);
            var app = row.app();
            var type = row.process().type();
            var words = (type.equals(ProcessType.WEB) ? "scaled" : "scaled " + type) + " from " + from + " to " + to;
            var target = AuditTarget.ofApp(app.id(), app.name(), app.organizationId(), app.spaceId());
            audit.record(actor, "app.scale", target, AuditOutcome.ACCEPTED, words + ": " + why);
            rollout.publishChange(app);
            events.publishEvent(new ProcessSpecChanged(app.id(), id));
        });
        return found.isPresent();
    }

    private boolean isAtMostOne(Processes.Found row) {
        return rollout.current(row.app())
                .settings()
                .of(row.process().type())
                .filter(settings -> settings.placement().atMostOne())
                .isPresent();
    }
}
