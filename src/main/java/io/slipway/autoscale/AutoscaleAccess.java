package io.slipway.autoscale;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.ProcessView;
import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which process is meant, who may set its policy, and the trail of it. */
@Component
class AutoscaleAccess {

    /** A process of an app that the caller may read. */
    record Subject(AppView app, ProcessView view) {

        ProcessId process() {
            return view.id();
        }

        String type() {
            return view.type();
        }

        /** The condition of every query. */
        UUID space() {
            return app.spaceId().value();
        }
    }

    private final AppService apps;
    private final AccessPolicy policy;
    private final CurrentUser currentUser;
    private final AuditTrail audit;

    AutoscaleAccess(AppService apps, AccessPolicy policy, CurrentUser currentUser, AuditTrail audit) {
        this.apps = apps;
        this.policy = policy;
        this.currentUser = currentUser;
        this.audit = audit;
    }

    /** Call before a transaction: a refusal is recorded in one of its own. */
    Subject toRead(AppId id, String type) {
        var app = apps.get(id);
        return app.process(type)
                .map(process -> new Subject(app, process))
                .orElseThrow(() -> new PlatformException.NotFound(app.path().app() + " has no process " + type + "."));
    }

    void requireReadable(AppView app) {
        policy.requireSpace(app.spaceId(), Permission.SPACE_READ);
    }

    /** The same, once its number of instances may be changed. */
    Subject toChange(AppId id, String type) {
        var subject = toRead(id, type);
        policy.requireSpace(subject.app().spaceId(), Permission.SPACE_OPERATE);
        if (subject.app().deleting()) {
            throw new PlatformException.Conflict(
                    "app-deleting", subject.app().path().app() + " is being deleted and cannot be changed any more.");
        }
        return subject;
    }

    String caller() {
        return currentUser.actor().name();
    }

    void recordChange(Subject subject, String action, String words) {
        var app = subject.app();
        var target = AuditTarget.ofApp(app.id(), app.path().app(), app.organizationId(), app.spaceId());
        audit.record(currentUser.actor(), action, target, AuditOutcome.ACCEPTED, words);
    }
}
