package io.slipway.routes;

import static java.util.stream.Collectors.groupingBy;

import io.slipway.apps.DeploymentLedger;
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

    /** One route and the app that it leads to. */
    public record Entry(RouteId id, String host, String path, AppId appId, String appName) {}

    private record Known(List<Entry> all, Map<AppId, List<Entry>> byApp) {}

    private final Routes routes;
    private final RouteRules rules;
    private final DeploymentLedger apps;
    private final Remembered<Known> remembered = new Remembered<>(this::read);

    RouteLedger(Routes routes, RouteRules rules, DeploymentLedger apps) {
        this.routes = routes;
        this.rules = rules;
        this.apps = apps;
    }

    /** Every route of the cluster, by host and path. */
    public List<Entry> all() {
        return remembered.get().all();
    }

    /** The routes of one app, by host and path. */
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
                        route.id(), route.host(), route.path(), route.appId(), names.getOrDefault(route.appId(), "")))
                .toList();
        return new Known(all, all.stream().collect(groupingBy(Entry::appId)));
    }
}
