package io.slipway.placement;

import io.slipway.hosts.HostDrains;
import io.slipway.hosts.HostRegistry;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import java.util.List;
import org.springframework.stereotype.Service;

/** What administrators do to empty a host; authorised and audited. Hosts are named; a name that nobody has is not found. */
@Service
public class DrainService {

    private final DrainPlans plans;
    private final HostRegistry hosts;
    private final HostDrains drains;
    private final AccessPolicy access;
    private final CurrentUser user;

    DrainService(DrainPlans plans, HostRegistry hosts, HostDrains drains, AccessPolicy access, CurrentUser user) {
        this.plans = plans;
        this.hosts = hosts;
        this.drains = drains;
        this.access = access;
        this.user = user;
    }

    /** What would move where and what blocks it; or, while the host is being drained, how far that is. */
    public DrainPlan plan(String host) {
        access.requirePlatform(Permission.PLATFORM_READ);
        return plans.of(hosts.require(host));
    }

    /** How far every drain is, by the host's name. */
    public List<DrainPlan> underWay() {
        access.requirePlatform(Permission.PLATFORM_READ);
        return plans.underWay();
    }

    /** Begins to drain a host, or goes on with a drain that pauses. The host takes no new instances from now on. */
    public DrainPlan start(String host) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        drains.start(hosts.require(host).id(), user.actor());
        return plans.of(hosts.require(host));
    }

    /**
     * Begins no new move; those under way finish.
     *
     * @throws PlatformException.Conflict when the host is not being drained
     */
    public DrainPlan pause(String host) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        drains.pause(hosts.require(host).id(), user.actor());
        return plans.of(hosts.require(host));
    }

    /**
     * Ends the drain: moves under way finish, the other instances stay.
     *
     * @param uncordon whether the host takes new instances again
     * @throws PlatformException.Conflict when the host is not being drained
     */
    public void cancel(String host, boolean uncordon) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        drains.end(hosts.require(host).id(), user.actor(), uncordon);
    }
}
