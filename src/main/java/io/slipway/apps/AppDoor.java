package io.slipway.apps;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import org.springframework.stereotype.Component;

/** The door to what belongs to an app but lives in modules of its own: who may change it, and the trail of it. */
@Component
public class AppDoor {

    private final AppService apps;
    private final AccessPolicy policy;
    private final CurrentUser currentUser;
    private final AuditTrail audit;

    AppDoor(AppService apps, AccessPolicy policy, CurrentUser currentUser, AuditTrail audit) {
        this.apps = apps;
        this.policy = policy;
        this.currentUser = currentUser;
        this.audit = audit;
    }

    /**
     * An app whose belongings the caller may change. Call before a transaction: a refusal is recorded in one of its own.
     *
     * @throws PlatformException.NotFound when there is none or the caller may not see it
     * @throws PlatformException.Forbidden when he may see it but not develop in its space
     * @throws PlatformException.Conflict {@code app-deleting} when its end has been ordered
     */
    public AppView toChange(AppId id) {
        var app = apps.get(id);
        policy.requireSpace(app.spaceId(), Permission.SPACE_DEVELOP);
        if (app.deleting()) {
            throw new PlatformException.Conflict(
                    "app-deleting", app.path().app() + " is being deleted and cannot be changed any more.");
        }
        return app;
    }

    /** Notes a change in the app's history, inside the transaction that makes it. */
    public void recordChange(AppView app, String action, String words) {
        var target = AuditTarget.ofApp(app.id(), app.path().app(), app.organizationId(), app.spaceId());
        audit.record(currentUser.actor(), action, target, AuditOutcome.ACCEPTED, words);
    }
}
