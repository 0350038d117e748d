package io.slipway.routes;

import io.slipway.apps.DeploymentLedger;
import io.slipway.kernel.AppId;
import io.slipway.kernel.RouteId;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What machines read of routes. */
@Component
@Transactional(readOnly = true)
public class RouteLedger {

    /** One route and the app that it leads to. */
    public record Entry(RouteId id, String host, String path, AppId appId, String appName) {}

    private final Routes routes;
    private final RouteRules rules;
    private final DeploymentLedger apps;

    RouteLedger(Routes routes, RouteRules rules, DeploymentLedger apps) {
        this.routes = routes;
        this.rules = rules;
        this.apps = apps;
    }

    /** Every route of the cluster. */
    public List<Entry> all() {
        var names = apps.appNames();
        return routes.findAllByOrderByHostAscPathAsc().stream()
                .map(route -> new Entry(
                        route.id(), route.host(), route.path(), route.appId(), names.getOrDefault(route.appId(), "")))
                .toList();
    }

    /** The domain under which apps get their default routes. */
    public String appsDomain() {
        return rules.appsDomain();
    }
}
