package io.slipway.dispatcher;

import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.Endpoint;
import io.slipway.protocol.HostSubnet;
import io.slipway.protocol.Route;
import io.slipway.protocol.RoutingTable;
import io.slipway.routes.RouteLedger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the routing table from routes and routable instances, hands it to every router, and knows which instances no router
 * sends to any more. Versions rise over restarts: the epoch is their upper half.
 */
@Component
class RoutingFeed {

    private static final int EPOCH_SHIFT = 32;

    private final RouteLedger routes;
    private final InstanceStore instances;
    private final AgentSessions sessions;
    private final HostRegistry hosts;
    private final ClusterEpoch epoch;
    /** When an instance left the table, by the first version without it. */
    private final Map<InstanceId, Long> leftAt = new ConcurrentHashMap<>();

    /** What each router was heard to have, of past connections too. */
    private final Map<HostId, Long> applied = new ConcurrentHashMap<>();

    private Set<InstanceId> present = Set.of();
    private @Nullable RoutingTable table;

    RoutingFeed(
            RouteLedger routes,
            InstanceStore instances,
            AgentSessions sessions,
            HostRegistry hosts,
            ClusterEpoch epoch) {
        this.routes = routes;
        this.instances = instances;
        this.sessions = sessions;
        this.hosts = hosts;
        this.epoch = epoch;
    }

    /** Makes the table anew and sends it if it differs from the last. */
    synchronized void refresh() {
        var made = routes();
        var subnets = subnets();
        var last = table;
        if (last != null
                && last.getRoutesList().equals(made)
                && last.getSubnetsList().equals(subnets)
                && last.getEpoch() == epoch.current()) {
            return;
        }
        long version = nextVersion(last);
        var next = RoutingTable.newBuilder()
                .setEpoch(epoch.current())
                .setVersion(version)
                .setFallbackDomain(routes.appsDomain())
                .addAllRoutes(made)
                .addAllSubnets(subnets)
                .build();
        noteLeavers(next);
        table = next;
        sessions.all().forEach(session -> session.send(next));
    }

    /** Sends the present table to a router that has just connected. */
    synchronized void greet(AgentSession session) {
        if (table == null) {
            refresh();
        }
        if (table != null) {
            session.send(table);
        }
    }

    /**
     * The version of the table behind which no router has a request left to endpoints that the table lacks. Routers of unreachable
     * hosts are not waited for; routers that have not connected since the server's start are.
     */
    long drainedEverywhere() {
        return hosts.all().stream()
                .filter(host -> !host.isSilent())
                .mapToLong(host ->
                        sessions.of(host.id()).map(AgentSession::drainedVersion).orElse(0L))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A router has this version of the table. */
    void applied(HostId host, long version) {
        applied.merge(host, version, Math::max);
    }

    /** Forgets the router of a host that was removed: it routes nothing any more. */
    void forget(HostId host) {
        applied.remove(host);
    }

    /**
     * The newest version that every router has, those of silent hosts included: they go on serving what they know. 0 while one was
     * not heard since the server's start.
     */
    long appliedEverywhere() {
        return hosts.all().stream()
                .filter(HostView::hasConnected)
                .mapToLong(host -> applied.getOrDefault(host.id(), 0L))
                .min()
                .orElse(0);
    }

    /** Whether an instance left the table in a version that is drained by now; {@code drained} from {@link #drainedEverywhere}. */
    synchronized boolean isDrained(InstanceId id, long drained) {
        return table != null && !present.contains(id) && drained >= leftAt.getOrDefault(id, firstVersion());
    }

    /** Forgets when an instance left, once it is gone for good. */
    void forget(InstanceId id) {
        leftAt.remove(id);
    }

    private long nextVersion(@Nullable RoutingTable last) {
        return last == null || last.getEpoch() != epoch.current() ? firstVersion() : last.getVersion() + 1;
    }

    private long firstVersion() {
        return (epoch.current() << EPOCH_SHIFT) + 1;
    }

    private void noteLeavers(RoutingTable next) {
        var now = new HashSet<InstanceId>();
        next.getRoutesList()
                .forEach(route ->
                        route.getEndpointsList().forEach(endpoint -> now.add(InstanceId.of(endpoint.getInstanceId()))));
        for (var id : present) {
            if (!now.contains(id)) {
                leftAt.put(id, next.getVersion());
            }
        }
        leftAt.keySet().removeAll(now);
        present = now;
    }

    private List<Route> routes() {
        Map<AppId, List<InstanceRecord>> byApp = instances.placed().stream()
                .filter(RoutingFeed::takesTraffic)
                .collect(Collectors.groupingBy(InstanceRecord::appId));
        var silent = hosts.all().stream()
                .filter(HostView::isSilent)
                .map(HostView::id)
                .collect(Collectors.toSet());
        return routes.all().stream()
                .map(entry -> Route.newBuilder()
                        .setRouteId(entry.id().toString())
                        .setHost(entry.host())
                        .setPath(entry.path())
                        .setAppId(entry.appId().toString())
                        .setAppName(entry.appName())
                        .addAllEndpoints(heard(byApp.getOrDefault(entry.appId(), List.of()), silent).stream()
                                .sorted(InstanceRecord.BY_POSITION)
                                .map(RoutingFeed::endpoint)
                                .toList())
                        .build())
                .toList();
    }

    /**
     * Instances of hosts that are not heard count only where there are no others: when it is the server that is cut off, apps must
     * not be cut off with it.
     */
    private static List<InstanceRecord> heard(List<InstanceRecord> ofApp, Set<HostId> silent) {
        var heard = ofApp.stream()
                .filter(instance -> instance.hostId() != null && !silent.contains(instance.hostId()))
                .toList();
        return heard.isEmpty() ? ofApp : heard;
    }

    /** Of hosts that are away, too: they may be back before anybody has noticed. */
    private List<HostSubnet> subnets() {
        return hosts.all().stream()
                .filter(host -> !host.address().isEmpty())
                .map(host -> HostSubnet.newBuilder()
                        .setHostId(host.id().toString())
                        .setHostName(host.name())
                        .setCidr(host.subnet())
                        .setAddress(host.address())
                        .build())
                .toList();
    }

    private static boolean takesTraffic(InstanceRecord instance) {
        return instance.routable()
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
