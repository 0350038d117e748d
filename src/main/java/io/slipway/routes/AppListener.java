package io.slipway.routes;

import io.slipway.apps.AppCreated;
import io.slipway.apps.AppDeleted;
import io.slipway.apps.Destination;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets routes come and go with their apps. Handled at once and inside the publisher's transaction on purpose: a route that is
 * taken undoes the app, and an app's row cannot go while routes refer to it.
 */
@Component
class AppListener {

    private final RouteClaims claims;
    private final TcpRouteClaims tcpClaims;
    private final RouteRules rules;

    AppListener(RouteClaims claims, TcpRouteClaims tcpClaims, RouteRules rules) {
        this.claims = claims;
        this.tcpClaims = tcpClaims;
        this.rules = rules;
    }

    @EventListener
    void on(AppCreated event) {
        var host = event.routeHost() == null ? rules.defaultHost(event.appName()) : event.routeHost();
        if (!host.isEmpty()) {
            claims.claim(event.appId(), event.organizationId(), event.spaceId(), host, "/", Destination.WEB);
        }
    }

    @EventListener
    void on(AppDeleted event) {
        claims.releaseAll(event.appId());
        tcpClaims.releaseAll(event.appId());
    }
}
