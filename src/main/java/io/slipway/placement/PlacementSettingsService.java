package io.slipway.placement;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.PlatformException;
import io.slipway.scheduler.PlacementPolicy;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Service;

/** What administrators set of how instances are placed; authorised and audited. Counts at once, for new instances. */
@Service
public class PlacementSettingsService {

    /** With less, a host would promise less than it has. */
    static final double LEAST_OVERCOMMIT = 1;

    static final double LARGEST_OVERCOMMIT = 100;

    private final PlacementSettings settings;
    private final AccessPolicy access;
    private final CurrentUser user;

    PlacementSettingsService(PlacementSettings settings, AccessPolicy access, CurrentUser user) {
        this.settings = settings;
        this.access = access;
        this.user = user;
    }

    /** The policies that there are. */
    public List<String> policies() {
        return Arrays.stream(PlacementPolicy.values())
                .map(PlacementSettings::words)
                .toList();
    }

    /** How instances are placed now. */
    public PlacementSettingsView get() {
        access.requirePlatform(Permission.PLATFORM_READ);
        var now = settings.now();
        var defaults = settings.defaults();
        return new PlacementSettingsView(
                PlacementSettings.words(now.policy()),
                now.cpuOvercommit(),
                PlacementSettings.words(defaults.policy()),
                defaults.cpuOvercommit());
    }

    /**
     * Sets both. What runs stays where it is; a rebalance moves it.
     *
     * @param policy one of {@link #policies}
     * @throws PlatformException.Invalid {@code invalid-placement-policy} or {@code invalid-cpu-overcommit}
     */
    public PlacementSettingsView set(String policy, double cpuOvercommit) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        if (!(cpuOvercommit >= LEAST_OVERCOMMIT && cpuOvercommit <= LARGEST_OVERCOMMIT)) {
            throw new PlatformException.Invalid(
                    "invalid-cpu-overcommit",
                    "cpuOvercommit",
                    "The CPU over-commit factor lies between 1 and 100: 1 promises each core once, 8 eight times.");
        }
        settings.set(policyOf(policy), cpuOvercommit, user.actor());
        return get();
    }

    private PlacementPolicy policyOf(String words) {
        return Arrays.stream(PlacementPolicy.values())
                .filter(policy -> PlacementSettings.words(policy).equals(words))
                .findFirst()
                .orElseThrow(() -> new PlatformException.Invalid(
                        "invalid-placement-policy",
                        "policy",
                        "A policy is one of: " + String.join(", ", policies()) + "."));
    }
}
