package io.slipway.policies;

import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import org.springframework.stereotype.Component;

/** Who may let whom connect. */
@Component
class NetworkPolicyAccess {

    private final AppService apps;
    private final AccessPolicy policy;
    private final CurrentUser currentUser;

    NetworkPolicyAccess(AppService apps, AccessPolicy policy, CurrentUser currentUser) {
        this.apps = apps;
        this.policy = policy;
        this.currentUser = currentUser;
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
}
