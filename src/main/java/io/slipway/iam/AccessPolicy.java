package io.slipway.iam;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.SpaceId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * The one door for authorisation: denied by default, scoped to the object, every refusal in the audit trail. Decides by
 * memberships and by the administrator's flag, both read from the store at every call. Call it before a transaction: a refusal is
 * recorded in one of its own.
 */
@Component
public class AccessPolicy {

    /** Most spaces that one list shows. */
    static final int MAX_SPACES = 1000;

    private static final SpaceId NOWHERE = new SpaceId(new UUID(0, 0));
    private static final AuditTarget UNKNOWN = AuditTarget.ofPlatform("space", "", "unknown");

    private final CurrentUser currentUser;
    private final Accounts accounts;
    private final Memberships memberships;
    private final Spaces spaces;
    private final AuditTrail audit;

    AccessPolicy(CurrentUser currentUser, Accounts accounts, Memberships memberships, Spaces spaces, AuditTrail audit) {
        this.currentUser = currentUser;
        this.accounts = accounts;
        this.memberships = memberships;
        this.spaces = spaces;
        this.audit = audit;
    }

    /**
     * A space by its names.
     *
     * @throws io.slipway.kernel.PlatformException.NotFound when there is none or the caller may not read it: same text
     * @throws io.slipway.kernel.PlatformException.Forbidden when he may read it but lacks {@code permission}
     */
    public SpaceRef requireSpace(SpacePath path, Permission permission) {
        return require(spaces.findRow(path.organization(), path.space()), permission);
    }

    /** The same by id, for objects found by their own id. */
    public SpaceRef requireSpace(SpaceId id, Permission permission) {
        return require(spaces.findRow(id.value()), permission);
    }

    /** Requires a permission on the platform itself; what the caller may not read is not found. */
    public void requirePlatform(Permission permission) {
        var allowed = allowedOnPlatform();
        if (allowed.contains(permission)) {
            return;
        }
        refuse(AuditTarget.ofPlatform("platform", "", "platform"), permission);
        throw allowed.contains(Permission.PLATFORM_READ) ? forbidden(permission) : nothingHere();
    }

    /** The spaces that the caller may read: the tenant condition of every list query. */
    public List<SpaceRef> readableSpaces() {
        return account().map(this::rowsFor).orElse(List.of()).stream()
                .map(AccessPolicy::toRef)
                .toList();
    }

    /** What the caller may do in a space; empty when he may not read it. */
    public Set<Permission> allowedIn(SpaceId id) {
        return account().map(account -> allowedIn(account, id.value())).orElse(Set.of());
    }

    /** What the caller may do on the platform. */
    public Set<Permission> allowedOnPlatform() {
        return account().filter(Account::isAdministrator).isPresent()
                ? Set.of(Permission.PLATFORM_READ, Permission.PLATFORM_ADMIN)
                : Set.of();
    }

    private SpaceRef require(Optional<Spaces.Row> found, Permission permission) {
        var space = found.map(AccessPolicy::toRef);
        // A space that does not exist costs what a foreign one costs, or the time would tell them apart.
        var allowed = allowedIn(space.map(SpaceRef::spaceId).orElse(NOWHERE));
        if (allowed.contains(permission)) {
            return space.orElseThrow(AccessPolicy::nothingHere);
        }
        refuse(space.map(AccessPolicy::targetOf).orElse(UNKNOWN), permission);
        throw allowed.contains(Permission.SPACE_READ) ? forbidden(permission) : nothingHere();
    }

    private Set<Permission> allowedIn(Account account, UUID spaceId) {
        var allowed = EnumSet.noneOf(Permission.class);
        if (account.isAdministrator()) {
            allowed.addAll(Role.ADMINISTRATOR_IN_SPACES);
        }
        memberships
                .findByAccountIdAndSpaceId(account.id().value(), spaceId)
                .forEach(membership -> allowed.addAll(membership.role().permissions()));
        return allowed;
    }

    private List<Spaces.Row> rowsFor(Account account) {
        var limit = Limit.of(MAX_SPACES);
        return account.isAdministrator()
                ? spaces.findRows(limit)
                : spaces.findRowsOfMember(account.id().value(), limit);
    }

    private Optional<Account> account() {
        return currentUser.isSignedIn()
                ? accounts.findById(UUID.fromString(currentUser.actor().id())).filter(found -> !found.isDisabled())
                : Optional.empty();
    }

    private void refuse(AuditTarget target, Permission permission) {
        if (currentUser.isSignedIn()) {
            audit.record(
                    currentUser.actor(),
                    "access",
                    target,
                    AuditOutcome.REFUSED,
                    "asked for " + permission + " without the role");
        }
    }

    private static AuditTarget targetOf(SpaceRef space) {
        return new AuditTarget(
                "space", space.spaceId().toString(), space.path().space(), space.organizationId(), space.spaceId());
    }

    static SpaceRef toRef(Spaces.Row row) {
        return new SpaceRef(
                new OrganizationId(row.organizationId()),
                new SpaceId(row.spaceId()),
                new SpacePath(row.organizationName(), row.spaceName()));
    }

    private static PlatformException nothingHere() {
        return new PlatformException.NotFound("There is nothing here that you may see. Check the address.");
    }

    private static PlatformException forbidden(Permission permission) {
        return new PlatformException.Forbidden("This needs the role " + Role.neededFor(permission)
                + ". Ask an administrator of your organization for it.");
    }
}
