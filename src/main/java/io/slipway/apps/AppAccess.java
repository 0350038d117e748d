package io.slipway.apps;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
import io.slipway.kernel.Actor;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Finds apps for people: authorises first, then looks only inside the tenant. An app of another tenant is told apart from a missing
 * one by nothing.
 */
@Component
class AppAccess {

    private final AccessPolicy policy;
    private final CurrentUser currentUser;
    private final Apps apps;
    private final AuditTrail audit;

    AppAccess(AccessPolicy policy, CurrentUser currentUser, Apps apps, AuditTrail audit) {
        this.policy = policy;
        this.currentUser = currentUser;
        this.apps = apps;
        this.audit = audit;
    }

    Actor actor() {
        return currentUser.actor();
    }

    List<SpaceRef> readableSpaces() {
        return policy.readableSpaces();
    }

    SpaceRef require(SpacePath path, Permission permission) {
        return policy.requireSpace(path, permission);
    }

    /** The app's space; call before a transaction, because a refusal is recorded in one of its own. */
    SpaceRef require(AppId id, Permission permission) {
        var spaceIds = readableSpaces().stream()
                .map(space -> space.spaceId().value())
                .toList();
        var app = apps.findByIdAndSpaceIdIn(id.value(), spaceIds).orElseThrow(AppAccess::notFound);
        return policy.requireSpace(app.spaceId(), permission);
    }

    /** The app itself, inside the caller's transaction, of a space that was required before. */
    App find(AppId id, SpaceRef space) {
        return apps.findByIdAndSpaceId(id.value(), space.spaceId().value()).orElseThrow(AppAccess::notFound);
    }

    App find(String name, SpaceRef space) {
        return apps.findByNameAndSpaceId(name, space.spaceId().value()).orElseThrow(AppAccess::notFound);
    }

    boolean maySeeSecrets(App app) {
        return policy.allowedIn(app.spaceId()).contains(Permission.SPACE_SECRETS);
    }

    void recordChange(App app, String action, String words) {
        var target = AuditTarget.ofApp(app.id(), app.name(), app.organizationId(), app.spaceId());
        audit.record(actor(), action, target, AuditOutcome.ACCEPTED, words);
    }

    List<AppEvent> history(AppId id, int limit) {
        return audit.ofTarget(id.toString(), limit).stream()
                .filter(entry -> entry.outcome() == AuditOutcome.ACCEPTED)
                .map(entry -> new AppEvent(entry.at(), entry.actor(), entry.action(), entry.detail()))
                .toList();
    }

    static PlatformException notFound() {
        return new PlatformException.NotFound("There is no such app, or you may not see it.");
    }
}
