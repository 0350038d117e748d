package io.slipway.routes;

import io.slipway.kernel.AppId;
import io.slipway.kernel.RouteId;
import java.util.List;
import org.springframework.stereotype.Service;

/** What people do with routes; authorised, tenant-scoped and audited. */
@Service
public class RouteService {

    /** Routes of an app. */
    public List<RouteView> ofApp(AppId id) {
        throw new UnsupportedOperationException();
    }

    /** Adds a route; {@code host} is checked against grammar, domains and other owners. */
    public RouteView add(AppId id, String host, String path) {
        throw new UnsupportedOperationException();
    }

    /** Removes a route of an app. */
    public void remove(AppId id, RouteId route) {
        throw new UnsupportedOperationException();
    }

    /** The URL that a new app of this name would get, for previews. */
    public String previewUrl(String appName) {
        throw new UnsupportedOperationException();
    }
}
