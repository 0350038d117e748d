package io.slipway.routes;

import io.slipway.apps.AppCreated;
import io.slipway.apps.AppDeleted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets routes come and go with their apps. Handled at once and inside the publisher's transaction on purpose: a route that is
 * taken undoes the app, and an app's row cannot go while routes refer to it.
 */
@Component
class AppListener {

    private final RouteClaims claims;
    private final RouteRules rules;

    AppListener(RouteClaims claims, RouteRules rules) {
        this.claims = claims;
        this.rules = rules;
    }

    @EventListener
    void on(AppCreated event) {
        var host = event.routeHost() == null ? rules.defaultHost(event.appName()) : event.routeHost();
        if (!host.isEmpty()) {
            claims.claim(event.appId(), event.organizationId(), event.spaceId(), host, "/");
        }
    }

    @EventListener
    void on(AppDeleted event) {
        claims.releaseAll(event.appId());
    }
}
