package io.slipway.iam;

import io.slipway.kernel.SpaceId;
import java.util.List;
import java.util.Set;

/** The one door for authorisation: denied by default, scoped to the object, every refusal in the audit trail. */
public interface AccessPolicy {

    /**
     * A space by its names.
     *
     * @throws io.slipway.kernel.PlatformException.NotFound when there is none or the caller may not read it: same text
     * @throws io.slipway.kernel.PlatformException.Forbidden when he may read it but lacks {@code permission}
     */
    SpaceRef requireSpace(SpacePath path, Permission permission);

    /** The same by id, for objects found by their own id. */
    SpaceRef requireSpace(SpaceId id, Permission permission);

    /** Requires a permission on the platform itself; what the caller may not read is not found. */
    void requirePlatform(Permission permission);

    /** The spaces that the caller may read: the tenant condition of every list query. */
    List<SpaceRef> readableSpaces();

    /** What the caller may do in a space; empty when he may not read it. */
    Set<Permission> allowedIn(SpaceId id);

    /** What the caller may do on the platform. */
    Set<Permission> allowedOnPlatform();
}
