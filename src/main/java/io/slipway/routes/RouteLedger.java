package io.slipway.routes;

import static java.util.stream.Collectors.groupingBy;

import io.slipway.apps.DeploymentLedger;
import io.slipway.apps.Destination;
import io.slipway.kernel.AppId;
import io.slipway.kernel.RouteId;
import io.slipway.store.Remembered;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What machines read of routes; from memory. */
@Component
public class RouteLedger {

    /** One HTTP route and what it leads to. */
    public record Entry(RouteId id, String host, String path, AppId appId, String appName, Destination destination) {

        /** A route to the web process of an app. */
        public Entry(RouteId id, String host, String path, AppId appId, String appName) {
            this(id, host, path, appId, appName, Destination.WEB);
        }
    }

    /** One TCP route and what it leads to. */
    public record TcpEntry(RouteId id, int port, AppId appId, String appName, Destination destination) {}

    private record Known(List<Entry> all, Map<AppId, List<Entry>> byApp, List<TcpEntry> tcp) {}

    private final Routes routes;
    private final TcpRoutes tcpRoutes;
    private final RouteRules rules;
    private final DeploymentLedger apps;
    private final Remembered<Known> remembered = new Remembered<>(this::read);

    RouteLedger(Routes routes, TcpRoutes tcpRoutes, RouteRules rules, DeploymentLedger apps) {
        this.routes = routes;
        this.tcpRoutes = tcpRoutes;
        this.rules = rules;
        this.apps = apps;
    }

    /** Every HTTP route of the cluster, by host and path. */
    public List<Entry> all() {
        return remembered.get().all();
    }

    /** Every TCP route of the cluster, by port. */
    public List<TcpEntry> tcp() {
        return remembered.get().tcp();
    }

    /** The HTTP routes of one app, by host and path. */
    public List<Entry> of(AppId id) {
        return remembered.get().byApp().getOrDefault(id, List.of());
    }

    /** The domain under which apps get their default routes. */
    public String appsDomain() {
        return rules.appsDomain();
    }

    /** Heard inside the transaction that changes them. */
    @EventListener
    void on(RoutesChanged event) {
        remembered.forget();
    }

    private Known read() {
        var names = apps.appNames();
        var all = routes.findAllByOrderByHostAscPathAsc().stream()
                .map(route -> new Entry(
                        route.id(),
                        route.host(),
                        route.path(),
                        route.appId(),
                        names.getOrDefault(route.appId(), ""),
                        route.destination()))
                .toList();
        var tcp = tcpRoutes.findAllByOrderByPortAsc().stream()
                .map(route -> new TcpEntry(
                        route.id(),
                        route.port(),
                        route.appId(),
                        names.getOrDefault(route.appId(), ""),
                        route.destination()))
                .toList();
        return new Known(all, all.stream().collect(groupingBy(Entry::appId)), tcp);
    }
}
