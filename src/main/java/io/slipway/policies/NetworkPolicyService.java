package io.slipway.policies;

import static java.util.stream.Collectors.toMap;

import io.slipway.apps.AppDoor;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.NetworkPolicyId;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What people do with network policies; authorised, tenant-scoped and audited. */
@Service
public class NetworkPolicyService {

    /** Most policies of one app. */
    static final int MAX_POLICIES = 50;

    private final AppService apps;
    private final NetworkPolicies policies;
    private final AppDoor door;
    private final NetworkPolicyAccess access;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionOperations transactions;

    NetworkPolicyService(
            AppService apps,
            NetworkPolicies policies,
            AppDoor door,
            NetworkPolicyAccess access,
            ApplicationEventPublisher events,
            Clock clock,
            TransactionOperations transactions) {
        this.apps = apps;
        this.policies = policies;
        this.door = door;
        this.access = access;
        this.events = events;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** Who may connect to an app from other spaces, the oldest policy first. */
    public List<NetworkPolicyView> ofApp(AppId id) {
        var app = apps.get(id);
        var found = policies.findByDestinationAppIdAndSpaceIdOrderByCreatedAtAscIdAsc(
                app.id().value(), app.spaceId().value());
        if (found.isEmpty()) {
            return List.of();
        }
        Map<AppId, AppPath> visible = apps.list().stream().collect(toMap(AppView::id, AppView::path));
        return found.stream().map(policy -> view(policy, visible)).toList();
    }

    /** The apps of other spaces that the caller may let connect to an app. */
    public List<AppPath> possibleSources(AppId id) {
        var app = apps.get(id);
        return apps.list().stream()
                .filter(other -> !other.spaceId().equals(app.spaceId()) && !other.deleting())
                .filter(other -> other.allowed().contains(Permission.SPACE_DEVELOP))
                .map(AppView::path)
                .toList();
    }

    /**
     * Lets instances of another space's app connect; counts within moments on every host. Needs the role of a developer in both
     * spaces.
     *
     * @throws PlatformException.Invalid {@code unknown-source} or {@code policy-not-needed}, field {@code source}
     * @throws PlatformException.Conflict {@code policy-exists} or {@code app-deleting}
     */
    public NetworkPolicyView add(AppId id, NetworkPolicyRequest request) {
        var app = door.toChange(id);
        var source = access.source(request, app);
        return inTransaction(() -> {
            if (policies.countByDestinationAppId(id.value()) >= MAX_POLICIES) {
                throw new PlatformException.QuotaExceeded(
                        "An app has at most " + MAX_POLICIES + " network policies. Remove one first.");
            }
            var policy = insert(new NetworkPolicy(
                    app, source, request.transport(), request.ports(), access.caller(), clock.instant()));
            changed(app, "network-policy.add", "let " + source.path().words() + " connect to " + words(policy));
            return view(policy, Map.of(source.id(), source.path()));
        });
    }

    /** Takes a policy back; connections that are open over TCP stay until they end. */
    public void remove(AppId id, NetworkPolicyId policyId) {
        var app = door.toChange(id);
        transactions.executeWithoutResult(status -> {
            var policy = policies.findByIdAndDestinationAppIdAndSpaceId(
                            policyId.value(), id.value(), app.spaceId().value())
                    .orElseThrow(() -> new PlatformException.NotFound("This app has no such network policy."));
            policies.delete(policy);
            changed(
                    app,
                    "network-policy.remove",
                    "no longer lets app " + policy.source() + " connect to " + words(policy));
        });
    }

    private void changed(AppView app, String action, String words) {
        events.publishEvent(new NetworkPoliciesChanged(app.id()));
        door.recordChange(app, action, words);
    }

    private NetworkPolicy insert(NetworkPolicy policy) {
        try {
            return policies.saveAndFlush(policy);
        } catch (DataIntegrityViolationException e) {
            throw new PlatformException.Conflict("policy-exists", "ports", "There is such a policy already.");
        }
    }

    private static NetworkPolicyView view(NetworkPolicy policy, Map<AppId, AppPath> visible) {
        return new NetworkPolicyView(
                policy.id(),
                visible.get(policy.source()),
                policy.transport(),
                policy.ports(),
                policy.createdBy(),
                policy.createdAt());
    }

    private static String words(NetworkPolicy policy) {
        return policy.transport().words() + " " + policy.ports().words();
    }

    @SuppressWarnings("NullAway") // A supplier of a view gives one; the template's own signature allows null.
    private NetworkPolicyView inTransaction(Supplier<NetworkPolicyView> change) {
        return transactions.execute(status -> change.get());
    }
}
