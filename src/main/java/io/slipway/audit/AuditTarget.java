package io.slipway.audit;

import io.slipway.kernel.AppId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * What an act was aimed at.
 *
 * @param type such as {@code app}, {@code account}, {@code host}; at most 32 characters
 * @param id its id as text, or empty
 * @param name for people, as it was at that time
 * @param organizationId its tenant, or null for things of the platform
 * @param spaceId its tenant, or null for things of the platform
 */
public record AuditTarget(
        String type,
        String id,
        String name,
        @Nullable OrganizationId organizationId,
        @Nullable SpaceId spaceId) {

    /** Something that belongs to no tenant. */
    public static AuditTarget ofPlatform(String type, String id, String name) {
        return new AuditTarget(type, id, name, null, null);
    }

    /** An app. */
    public static AuditTarget ofApp(AppId id, String name, OrganizationId organizationId, SpaceId spaceId) {
        return new AuditTarget("app", id.toString(), name, organizationId, spaceId);
    }
}
