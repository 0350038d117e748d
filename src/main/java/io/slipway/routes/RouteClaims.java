package io.slipway.routes;

import io.slipway.apps.Destination;
import io.slipway.kernel.AppId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.SpaceId;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Gives hosts and paths to apps and takes them away. Runs in the caller's transaction; knows no user. */
@Component
class RouteClaims {

    /** Most routes of one app. */
    static final int MAX_ROUTES = 50;

    private final Routes routes;
    private final RouteRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RouteClaims(Routes routes, RouteRules rules, ApplicationEventPublisher events, Clock clock) {
        this.routes = routes;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Claims a route. A host belongs to the space that has any route of it: nobody else can put a path before or behind it.
     *
     * @throws PlatformException.Conflict {@code route-taken}
     */
    Route claim(
            AppId app, OrganizationId organization, SpaceId space, String host, String path, Destination destination) {
        var canonicalHost = rules.requireHost(host);
        var canonicalPath = rules.requirePath(path);
        if (routes.countByAppId(app.value()) >= MAX_ROUTES) {
            throw new PlatformException.QuotaExceeded(
                    "An app has at most " + MAX_ROUTES + " routes. Remove one first.");
        }
        for (var taken : routes.findByHost(canonicalHost)) {
            if (!taken.isOf(space) || taken.path().equals(canonicalPath)) {
                throw routeTaken(canonicalHost);
            }
        }
        var route =
                insert(new Route(app, organization, space, canonicalHost, canonicalPath, destination, clock.instant()));
        events.publishEvent(new RoutesChanged(app));
        return route;
    }

    void release(Route route) {
        routes.delete(route);
        events.publishEvent(new RoutesChanged(route.appId()));
    }

    void releaseAll(AppId app) {
        if (routes.deleteByAppId(app.value()) > 0) {
            events.publishEvent(new RoutesChanged(app));
        }
    }

    private Route insert(Route route) {
        try {
            return routes.saveAndFlush(route);
        } catch (DataIntegrityViolationException e) {
            // Somebody else took it between the check and now; the unique index decides.
            throw routeTaken(route.host());
        }
    }

    private static PlatformException routeTaken(String host) {
        return new PlatformException.Conflict(
                "route-taken", "host", "The route " + host + " is taken already. Choose another host.");
    }
}
