package io.slipway.dispatcher;

import io.slipway.apps.TrafficSplit;
import io.slipway.apps.TrafficSplits;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessType;
import io.slipway.protocol.Endpoint;
import io.slipway.protocol.HostSubnet;
import io.slipway.protocol.Route;
import io.slipway.routes.RouteLedger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a routing table consists of from routes, routable instances and hosts. Remembers what it made of each app, so that a
 * change of one costs nothing for the others. Owned by its {@link RoutingFeed}; not thread-safe.
 */
final class RoutingDraft {

    private record Made(
            RouteLedger.Entry entry,
            List<Endpoint> endpoints,
            @Nullable TrafficSplit split,
            Route route) {}

    private final RouteLedger routes;
    private final InstanceStore instances;
    private final HostRegistry hosts;
    private final TrafficSplits splits;
    /** Of apps that have any. */
    private final Map<AppId, List<Endpoint>> endpoints = new HashMap<>();

    private Map<String, Made> made = Map.of();
    private Set<HostId> silent = Set.of();

    RoutingDraft(RouteLedger routes, InstanceStore instances, HostRegistry hosts, TrafficSplits splits) {
        this.routes = routes;
        this.instances = instances;
        this.hosts = hosts;
        this.splits = splits;
    }

    /** Looks at everything. */
    RoutingEdition.Content ofEverything() {
        var present = hosts.all();
        silent = silentOf(present);
        var byApp = instances.placed().stream().collect(Collectors.groupingBy(InstanceRecord::appId));
        endpoints.keySet().retainAll(byApp.keySet());
        byApp.forEach(this::look);
        return content(present);
    }

    /** Looks at the instances of these apps and of hosts that fell silent or are heard again; at all routes and hosts. */
    RoutingEdition.Content after(Collection<AppId> changed) {
        var present = hosts.all();
        var before = silent;
        silent = silentOf(present);
        var apps = new HashSet<>(changed);
        Stream.concat(
                        before.stream().filter(host -> !silent.contains(host)),
                        silent.stream().filter(host -> !before.contains(host)))
                .flatMap(host -> instances.onHost(host).stream())
                .forEach(instance -> apps.add(instance.appId()));
        apps.forEach(app -> look(app, instances.placedOf(app)));
        return content(present);
    }

    private void look(AppId app, List<InstanceRecord> placed) {
        var now = heard(placed.stream().filter(RoutingDraft::takesTraffic).toList()).stream()
                .sorted(InstanceRecord.BY_POSITION)
                .map(RoutingDraft::endpoint)
                .toList();
        if (now.isEmpty()) {
            endpoints.remove(app);
        } else if (!now.equals(endpoints.get(app))) {
            endpoints.put(app, now);
        }
    }

    /**
     * Instances of hosts that are not heard count only where there are no others: when it is the server that is cut off, apps must
     * not be cut off with it.
     */
    private List<InstanceRecord> heard(List<InstanceRecord> ofApp) {
        var heard = ofApp.stream()
                .filter(instance -> instance.hostId() != null && !silent.contains(instance.hostId()))
                .toList();
        return heard.isEmpty() ? ofApp : heard;
    }

    private RoutingEdition.Content content(List<HostView> present) {
        var now = new LinkedHashMap<String, Made>();
        var shares = splits.all();
        for (var entry : routes.all()) {
            var ofApp = endpoints.getOrDefault(entry.appId(), List.of());
            now.put(entry.id().toString(), made(entry, ofApp, shares.get(entry.appId())));
        }
        made = now;
        var byId = new LinkedHashMap<String, Route>();
        now.forEach((id, known) -> byId.put(id, known.route()));
        return new RoutingEdition.Content(routes.appsDomain(), byId, subnets(present));
    }

    /** What did not change stays the very same object, which is quick to compare. */
    private Made made(RouteLedger.Entry entry, List<Endpoint> endpointsNow, @Nullable TrafficSplit split) {
        var known = made.get(entry.id().toString());
        return known != null
                        && known.entry().equals(entry)
                        && known.endpoints().equals(endpointsNow)
                        && Objects.equals(known.split(), split)
                ? known
                : new Made(entry, endpointsNow, split, route(entry, endpointsNow, split));
    }

    private static Route route(RouteLedger.Entry entry, List<Endpoint> endpoints, @Nullable TrafficSplit split) {
        var route = Route.newBuilder()
                .setRouteId(entry.id().toString())
                .setHost(entry.host())
                .setPath(entry.path())
                .setAppId(entry.appId().toString())
                .setAppName(entry.appName())
                .addAllEndpoints(endpoints);
        // Without an instance of that release there is nothing to divide.
        if (split != null
                && endpoints.stream().anyMatch(endpoint -> endpoint.getReleaseNumber() == split.releaseNumber())) {
            route.setSplit(io.slipway.protocol.TrafficSplit.newBuilder()
                    .setReleaseNumber(split.releaseNumber())
                    .setPercent(split.percent()));
        }
        return route.build();
    }

    /** Of hosts that are away, too: they may be back before anybody has noticed. */
    private static Map<String, HostSubnet> subnets(List<HostView> present) {
        var byId = new LinkedHashMap<String, HostSubnet>();
        present.stream().filter(host -> !host.address().isEmpty()).forEach(host -> {
            var id = host.id().toString();
            byId.put(
                    id,
                    HostSubnet.newBuilder()
                            .setHostId(id)
                            .setHostName(host.name())
                            .setCidr(host.subnet())
                            .setAddress(host.address())
                            .build());
        });
        return byId;
    }

    private static Set<HostId> silentOf(List<HostView> present) {
        return present.stream().filter(HostView::isSilent).map(HostView::id).collect(Collectors.toSet());
    }

    private static boolean takesTraffic(InstanceRecord instance) {
        return instance.processType().equals(ProcessType.WEB)
                && instance.routable()
                && instance.desired() == DesiredState.RUNNING
                && instance.address() != null
                && instance.port() > 0;
    }

    private static Endpoint endpoint(InstanceRecord instance) {
        return Endpoint.newBuilder()
                .setInstanceId(instance.id().toString())
                .setProcessId(instance.processId().toString())
                .setIndex(instance.index())
                .setReleaseNumber(instance.releaseNumber())
                .setAddress(String.valueOf(instance.address()))
                .setPort(instance.port())
                .setHostId(String.valueOf(instance.hostId()))
                .build();
    }
}
