package io.slipway.iam;

import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.SpaceId;

/** A space that the caller may see: ids for queries, names for people. */
public record SpaceRef(OrganizationId organizationId, SpaceId spaceId, SpacePath path) {}
