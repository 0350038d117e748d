package io.slipway.routes;

import io.slipway.apps.AppDoor;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.Destination;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.RouteId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What people do with TCP routes; authorised, tenant-scoped and audited. */
@Service
public class TcpRouteService {

    /** So often another port is chosen when somebody else was faster. */
    private static final int ATTEMPTS = 5;

    private final AppService apps;
    private final TcpRouteClaims claims;
    private final RouteRules rules;
    private final AppDoor door;
    private final TransactionOperations transactions;

    TcpRouteService(
            AppService apps,
            TcpRouteClaims claims,
            RouteRules rules,
            AppDoor door,
            TransactionOperations transactions) {
        this.apps = apps;
        this.claims = claims;
        this.rules = rules;
        this.door = door;
        this.transactions = transactions;
    }

    /** TCP routes of an app, by port. */
    public List<TcpRouteView> ofApp(AppId id) {
        var app = apps.get(id);
        return claims.of(app).stream().map(route -> viewOf(app, route)).toList();
    }

    /** The ports that TCP routes may have here, in words; empty when there are none. */
    public String ports() {
        return claims.ports();
    }

    /**
     * Adds a TCP route.
     *
     * @param port one of the platform's; null takes a free one
     * @throws PlatformException.Invalid {@code invalid-tcp-port} or {@code invalid-destination}
     * @throws PlatformException.Conflict {@code tcp-port-taken}, {@code no-tcp-port}, {@code tcp-routes-off} or {@code app-deleting}
     * @throws PlatformException.QuotaExceeded when the app has as many as one may have
     */
    public TcpRouteView add(AppId id, @Nullable Integer port, Destination destination) {
        var app = door.toChange(id);
        destination.requireIn(app);
        for (int attempt = 1; ; attempt++) {
            int chosen = claims.choose(port);
            try {
                return insert(app, chosen, destination);
            } catch (DataIntegrityViolationException taken) {
                if (port != null || attempt == ATTEMPTS) {
                    throw new PlatformException.Conflict(
                            "tcp-port-taken",
                            "port",
                            "Port " + chosen
                                    + " is taken already. Choose another, or leave the port out to get a free one.");
                }
            }
        }
    }

    /** Removes a TCP route of an app; connections that are open end within the time that drained ones have. */
    public void remove(AppId id, RouteId routeId) {
        var app = door.toChange(id);
        transactions.executeWithoutResult(status -> {
            var route = claims.release(app, routeId);
            door.recordChange(app, "tcp-route.remove", "removed TCP route " + route.port());
        });
    }

    @SuppressWarnings("NullAway") // A supplier of a view gives one; the template's own signature allows null.
    private TcpRouteView insert(AppView app, int port, Destination destination) {
        return transactions.execute(status -> {
            var route = claims.claim(app, port, destination);
            door.recordChange(app, "tcp-route.add", "added TCP route " + port + " to " + destination);
            return viewOf(app, route);
        });
    }

    /** Any host takes the connection; the app's name below the apps' domain leads to one. */
    private TcpRouteView viewOf(AppView app, TcpRoute route) {
        var address = rules.defaultHost(app.path().app()) + ":" + route.port();
        return new TcpRouteView(route.id(), route.port(), address, route.destination());
    }
}
