package io.slipway.dispatcher;

import io.slipway.apps.Destination;
import io.slipway.apps.TrafficSplit;
import io.slipway.apps.TrafficSplits;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Ports;
import io.slipway.kernel.RouteId;
import io.slipway.protocol.Endpoint;
import io.slipway.protocol.HostSubnet;
import io.slipway.protocol.Route;
import io.slipway.routes.RouteLedger;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a routing table consists of from routes, routable instances and hosts. Remembers what it made of each app, so that a
 * change of one costs nothing for the others. Owned by its {@link RoutingFeed}; not thread-safe.
 */
final class RoutingDraft {

    /** An instance that takes traffic: of which process it is, where that listens, and how routers reach it at its primary port. */
    private record Serving(String process, Ports ports, Endpoint endpoint) {}

    /** @param entry of the ledger, for HTTP or for TCP */
    private record Made(
            Record entry, List<Serving> serving, @Nullable TrafficSplit split, Route route) {}

    private static final Comparator<InstanceRecord> ORDER = Comparator.comparing(
                    (InstanceRecord instance) -> instance.processId().value())
            .thenComparing(InstanceRecord.BY_POSITION);

    private final RouteLedger routes;
    private final InstanceStore instances;
    private final HostRegistry hosts;
    private final TrafficSplits splits;
    /** Of apps that have any. */
    private final Map<AppId, List<Serving>> serving = new HashMap<>();

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
        serving.keySet().retainAll(byApp.keySet());
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
        var byProcess = placed.stream()
                .filter(RoutingDraft::takesTraffic)
                .collect(Collectors.groupingBy(InstanceRecord::processId));
        var now = byProcess.values().stream()
                .map(this::heard)
                .flatMap(List::stream)
                .sorted(ORDER)
                .map(RoutingDraft::serving)
                .toList();
        if (now.isEmpty()) {
            serving.remove(app);
        } else if (!now.equals(serving.get(app))) {
            serving.put(app, now);
        }
    }

    /**
     * Instances of hosts that are not heard count only where a process has no others: when it is the server that is cut off, apps must
     * not be cut off with it.
     */
    private List<InstanceRecord> heard(List<InstanceRecord> ofProcess) {
        var heard = ofProcess.stream()
                .filter(instance -> instance.hostId() != null && !silent.contains(instance.hostId()))
                .toList();
        return heard.isEmpty() ? ofProcess : heard;
    }

    private RoutingEdition.Content content(List<HostView> present) {
        var now = new LinkedHashMap<String, Made>();
        var shares = splits.all();
        for (var entry : routes.all()) {
            now.put(entry.id().toString(), made(entry, entry.id(), entry.appId(), shares, () -> route(entry)));
        }
        for (var entry : routes.tcp()) {
            now.put(entry.id().toString(), made(entry, entry.id(), entry.appId(), shares, () -> route(entry)));
        }
        made = now;
        var byId = new LinkedHashMap<String, Route>();
        now.forEach((id, known) -> byId.put(id, known.route()));
        return new RoutingEdition.Content(routes.appsDomain(), byId, subnets(present));
    }

    /** What did not change stays the very same object, which is quick to compare. */
    private Made made(
            Record entry, RouteId id, AppId app, Map<AppId, TrafficSplit> shares, Supplier<Route.Builder> route) {
        var ofApp = serving.getOrDefault(app, List.of());
        var split = shares.get(app);
        var known = made.get(id.toString());
        return known != null
                        && known.entry().equals(entry)
                        && known.serving().equals(ofApp)
                        && Objects.equals(known.split(), split)
                ? known
                : new Made(entry, ofApp, split, withSplit(route.get(), split));
    }

    private Route.Builder route(RouteLedger.Entry entry) {
        return Route.newBuilder()
                .setRouteId(entry.id().toString())
                .setHost(entry.host())
                .setPath(entry.path())
                .setAppId(entry.appId().toString())
                .setAppName(entry.appName())
                .addAllEndpoints(endpointsOf(entry.appId(), entry.destination()));
    }

    private Route.Builder route(RouteLedger.TcpEntry entry) {
        return Route.newBuilder()
                .setRouteId(entry.id().toString())
                .setTcpPort(entry.port())
                // Older routers take it for one of HTTP: with a path they can read, and without a host that anybody
                // could ask for.
                .setPath("/")
                .setAppId(entry.appId().toString())
                .setAppName(entry.appName())
                .addAllEndpoints(endpointsOf(entry.appId(), entry.destination()));
    }

    private List<Endpoint> endpointsOf(AppId app, Destination destination) {
        return serving.getOrDefault(app, List.of()).stream()
                .filter(each -> each.process().equals(destination.process()) && destination.isIn(each.ports()))
                .map(each -> at(destination.port(), each.endpoint()))
                .filter(endpoint -> endpoint.getPort() > 0)
                .toList();
    }

    private static Endpoint at(int port, Endpoint endpoint) {
        return port == 0 || port == endpoint.getPort()
                ? endpoint
                : endpoint.toBuilder().setPort(port).build();
    }

    private static Route withSplit(Route.Builder route, @Nullable TrafficSplit split) {
        // Without an instance of that release there is nothing to divide.
        if (split != null
                && route.getEndpointsList().stream()
                        .anyMatch(endpoint -> endpoint.getReleaseNumber() == split.releaseNumber())) {
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
        return instance.routable() && instance.desired() == DesiredState.RUNNING && instance.address() != null;
    }

    private static Serving serving(InstanceRecord instance) {
        return new Serving(instance.processType(), instance.ports(), endpoint(instance));
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
