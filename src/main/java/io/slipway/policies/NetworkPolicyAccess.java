package io.slipway.policies;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import org.springframework.stereotype.Component;

/** Who may let whom connect, and the trail of it. */
@Component
class NetworkPolicyAccess {

    private final AppService apps;
    private final AccessPolicy policy;
    private final CurrentUser currentUser;
    private final AuditTrail audit;

    NetworkPolicyAccess(AppService apps, AccessPolicy policy, CurrentUser currentUser, AuditTrail audit) {
        this.apps = apps;
        this.policy = policy;
        this.currentUser = currentUser;
        this.audit = audit;
    }

    /** The same app, once policies of it may be changed. Call before a transaction. */
    AppView toChange(AppView app) {
        policy.requireSpace(app.spaceId(), Permission.SPACE_DEVELOP);
        if (app.deleting()) {
            throw new PlatformException.Conflict(
                    "app-deleting", app.path().app() + " is being deleted and cannot be changed any more.");
        }
        return app;
    }

    /** The app that shall connect: its owners must want that too, so whoever asks needs the role there as well. */
    AppView source(NetworkPolicyRequest request, AppView destination) {
        AppView source;
        try {
            source = apps.get(request.source());
        } catch (PlatformException.NotFound unknown) {
            throw new PlatformException.Invalid(
                    "unknown-source",
                    "source",
                    "There is no such app that you may see. Give organization, space and name of the app that connects.");
        }
        policy.requireSpace(source.spaceId(), Permission.SPACE_DEVELOP);
        if (source.spaceId().equals(destination.spaceId())) {
            throw new PlatformException.Invalid(
                    "policy-not-needed", "source", "Apps of one space reach each other without a policy.");
        }
        return source;
    }

    String caller() {
        return currentUser.actor().name();
    }

    void recordChange(AppView app, String action, String words) {
        var target = AuditTarget.ofApp(app.id(), app.path().app(), app.organizationId(), app.spaceId());
        audit.record(currentUser.actor(), action, target, AuditOutcome.ACCEPTED, words);
    }
}
