package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * Published inside the transaction that creates an app and handled there, so that a refused route undoes the app too.
 *
 * @param routeHost the host asked for; null for the default; empty for no route
 */
public record AppCreated(
        AppId appId, String appName, OrganizationId organizationId, SpaceId spaceId, @Nullable String routeHost) {}
