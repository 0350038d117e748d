package io.slipway.routes;

import io.slipway.apps.AppDoor;
import io.slipway.apps.AppService;
import io.slipway.apps.Destination;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.RouteId;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What people do with routes; authorised, tenant-scoped and audited. */
@Service
public class RouteService {

    private final AppService apps;
    private final Routes routes;
    private final RouteClaims claims;
    private final RouteRules rules;
    private final AppDoor door;
    private final TransactionOperations transactions;

    RouteService(
            AppService apps,
            Routes routes,
            RouteClaims claims,
            RouteRules rules,
            AppDoor door,
            TransactionOperations transactions) {
        this.apps = apps;
        this.routes = routes;
        this.claims = claims;
        this.rules = rules;
        this.door = door;
        this.transactions = transactions;
    }

    /** Routes of an app. */
    public List<RouteView> ofApp(AppId id) {
        var app = apps.get(id);
        return routes.findByAppIdOrderByHostAscPathAsc(app.id().value()).stream()
                .map(this::viewOf)
                .toList();
    }

    /**
     * Adds a route to the app's web process; {@code host} is checked against grammar, domains and other owners.
     *
     * @throws PlatformException.Conflict {@code route-taken} or {@code app-deleting}
     */
    public RouteView add(AppId id, String host, String path) {
        return add(id, host, path, Destination.WEB);
    }

    /**
     * Adds a route; {@code host} is checked against grammar, domains and other owners, the destination against what the app has.
     *
     * @throws PlatformException.Conflict {@code route-taken} or {@code app-deleting}
     * @throws PlatformException.Invalid {@code invalid-destination} and others
     */
    public RouteView add(AppId id, String host, String path, Destination destination) {
        var app = door.toChange(id);
        destination.requireIn(app);
        return inTransaction(() -> {
            var route = claims.claim(app.id(), app.organizationId(), app.spaceId(), host, path, destination);
            var where = destination.equals(Destination.WEB) ? "" : " to " + destination;
            door.recordChange(app, "route.add", "added route " + route.words() + where);
            return viewOf(route);
        });
    }

    /** Removes a route of an app. */
    public void remove(AppId id, RouteId routeId) {
        var app = door.toChange(id);
        transactions.executeWithoutResult(status -> {
            var route = routes.findByIdAndAppIdAndSpaceId(
                            routeId.value(), id.value(), app.spaceId().value())
                    .orElseThrow(() -> new PlatformException.NotFound("This app has no such route."));
            claims.release(route);
            door.recordChange(app, "route.remove", "removed route " + route.words());
        });
    }

    /** Everything that routes of an app can lead to now. */
    public List<Destination> destinations(AppId id) {
        return Destination.of(apps.get(id));
    }

    /** The URL that a new app of this name would get, for previews. */
    public String previewUrl(String appName) {
        return rules.url(rules.defaultHost(appName), "/");
    }

    private RouteView viewOf(Route route) {
        return new RouteView(
                route.id(), route.host(), route.path(), rules.url(route.host(), route.path()), route.destination());
    }

    @SuppressWarnings("NullAway") // A supplier of a view gives one; the template's own signature allows null.
    private RouteView inTransaction(Supplier<RouteView> change) {
        return transactions.execute(status -> change.get());
    }
}
