package io.slipway.iam;

import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.SpaceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The names of tenants for machines; no user, no authorisation, never called by a front door. Remembered, since a tenant keeps its
 * names.
 */
@Component
public class TenantNames {

    private final Spaces spaces;
    private final Map<SpaceId, SpaceRef> known = new ConcurrentHashMap<>();

    TenantNames(Spaces spaces) {
        this.spaces = spaces;
    }

    /** A space that exists, with its names. */
    public SpaceRef of(SpaceId id) {
        return known.computeIfAbsent(id, this::read);
    }

    private SpaceRef read(SpaceId id) {
        return spaces.findRow(id.value())
                .map(row -> new SpaceRef(
                        new OrganizationId(row.organizationId()),
                        id,
                        new SpacePath(row.organizationName(), row.spaceName())))
                .orElseThrow(() -> new IllegalStateException("There is no space " + id));
    }
}
