package io.slipway.routes;

import io.slipway.apps.AppView;
import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import org.springframework.stereotype.Component;

/** Who may change routes, and the trail of it. */
@Component
class RouteAccess {

    private final AccessPolicy policy;
    private final CurrentUser currentUser;
    private final AuditTrail audit;

    RouteAccess(AccessPolicy policy, CurrentUser currentUser, AuditTrail audit) {
        this.policy = policy;
        this.currentUser = currentUser;
        this.audit = audit;
    }

    /** The same app, once its routes may be changed. Call before a transaction. */
    AppView toChange(AppView app) {
        policy.requireSpace(app.spaceId(), Permission.SPACE_DEVELOP);
        if (app.deleting()) {
            throw new PlatformException.Conflict(
                    "app-deleting", app.path().app() + " is being deleted and cannot be changed any more.");
        }
        return app;
    }

    void recordChange(AppView app, String action, String words) {
        var target = AuditTarget.ofApp(app.id(), app.path().app(), app.organizationId(), app.spaceId());
        audit.record(currentUser.actor(), action, target, AuditOutcome.ACCEPTED, words);
    }
}
