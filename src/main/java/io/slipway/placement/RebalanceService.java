package io.slipway.placement;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import org.springframework.stereotype.Service;

/** What administrators do to have instances stand where the scheduler would place them now; authorised and audited. Never automatic. */
@Service
public class RebalanceService {

    private final RebalancePlans plans;
    private final Rebalances rebalances;
    private final AccessPolicy access;
    private final CurrentUser user;

    RebalanceService(RebalancePlans plans, Rebalances rebalances, AccessPolicy access, CurrentUser user) {
        this.plans = plans;
        this.rebalances = rebalances;
        this.access = access;
        this.user = user;
    }

    /** What would move where and why; or, while one is under way, how far that is. */
    public RebalancePlan plan() {
        access.requirePlatform(Permission.PLATFORM_READ);
        return rebalances
                .current()
                .map(plans::progress)
                .orElseGet(() -> plans.plan().plan());
    }

    /**
     * Begins the plan that was shown, and nothing else.
     *
     * @param fingerprint of the plan as it was read
     * @throws PlatformException.Conflict {@code plan-changed} when the plan is another one now, {@code nothing-to-move}, {@code
     *     rebalance-under-way}
     */
    public RebalancePlan start(String fingerprint) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        var planned = plans.plan();
        if (rebalances.current().isEmpty()) {
            requireSame(planned, fingerprint);
        }
        rebalances.start(planned.moves(), user.actor());
        return plan();
    }

    /**
     * Begins no new move; those under way finish.
     *
     * @throws PlatformException.Conflict {@code no-rebalance} when none is under way
     */
    public RebalancePlan pause() {
        return pause(true);
    }

    /**
     * Goes on after a pause.
     *
     * @throws PlatformException.Conflict {@code no-rebalance} when none is under way
     */
    public RebalancePlan resume() {
        return pause(false);
    }

    /**
     * Ends it: moves under way finish, the other instances stay.
     *
     * @throws PlatformException.Conflict {@code no-rebalance} when none is under way
     */
    public void cancel() {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        rebalances.cancel(user.actor());
    }

    private RebalancePlan pause(boolean paused) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        rebalances.pause(paused, user.actor());
        return plan();
    }

    private static void requireSame(RebalancePlans.Planned planned, String fingerprint) {
        if (planned.moves().isEmpty()) {
            throw new PlatformException.Conflict(
                    "nothing-to-move", "Every instance stands well: nothing is to be moved.");
        }
        if (!planned.plan().fingerprint().equals(fingerprint)) {
            throw new PlatformException.Conflict(
                    "plan-changed", "plan", "The plan has changed meanwhile. Look at it again, then start it.");
        }
    }
}
