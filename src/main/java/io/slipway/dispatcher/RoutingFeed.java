package io.slipway.dispatcher;

import io.slipway.apps.TrafficSplits;
import io.slipway.hosts.ClusterEpoch;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.Endpoint;
import io.slipway.protocol.Route;
import io.slipway.routes.RouteLedger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the newest edition of the routing table, hands it to every router, and knows which instances no router sends to any more.
 * Versions rise over restarts: the epoch is their upper half.
 */
@Component
class RoutingFeed {

    private static final int EPOCH_SHIFT = 32;

    private final AgentSessions sessions;
    private final HostRegistry hosts;
    private final ClusterEpoch epoch;
    private final RoutingDraft draft;
    private final RoutedInstances routed = new RoutedInstances();
    /** What each router was heard to have, of past connections too. */
    private final Map<HostId, Long> applied = new ConcurrentHashMap<>();

    private volatile @Nullable RoutingEdition newest;

    RoutingFeed(
            RouteLedger routes,
            InstanceStore instances,
            AgentSessions sessions,
            HostRegistry hosts,
            ClusterEpoch epoch,
            TrafficSplits splits) {
        this.draft = new RoutingDraft(routes, instances, hosts, splits);
        this.sessions = sessions;
        this.hosts = hosts;
        this.epoch = epoch;
    }

    /** Makes the table anew and sends what changed, if anything did. */
    synchronized void refresh() {
        publish(draft.ofEverything());
    }

    /** The same for a change of these apps' instances, of routes or of hosts. */
    synchronized void refresh(Collection<AppId> changed) {
        publish(newest == null ? draft.ofEverything() : draft.after(changed));
    }

    /** Sends the present table to a router that has just connected. */
    synchronized void greet(AgentSession session) {
        if (newest == null) {
            refresh();
        }
        if (newest != null) {
            session.send(newest);
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
    boolean isDrained(InstanceId id, long drained) {
        return newest != null && routed.isAbsentIn(drained, id, firstVersion());
    }

    /** Forgets when an instance left, once it is gone for good. */
    void forget(InstanceId id) {
        routed.forget(id);
    }

    private void publish(RoutingEdition.Content content) {
        var last = newest;
        if (last != null && last.epoch() == epoch.current() && last.content().equals(content)) {
            return;
        }
        long version = nextVersion(last);
        var next = last == null
                ? RoutingEdition.first(epoch.current(), version, content)
                : last.next(epoch.current(), version, content);
        noteLeavers(last == null ? Map.of() : last.content().routes(), content.routes(), version);
        newest = next;
        sessions.all().forEach(session -> session.send(next));
    }

    private long nextVersion(@Nullable RoutingEdition last) {
        return last == null || last.epoch() != epoch.current() ? firstVersion() : last.version() + 1;
    }

    private long firstVersion() {
        return (epoch.current() << EPOCH_SHIFT) + 1;
    }

    /** Looks at the apps of routes that are not the same any more; one that has lost its last route has lost its instances, too. */
    private void noteLeavers(Map<String, Route> before, Map<String, Route> after, long version) {
        Map<String, Set<InstanceId>> touched = new HashMap<>();
        before.values().stream()
                .filter(route -> after.get(route.getRouteId()) != route)
                .forEach(route -> touched.put(route.getAppId(), new HashSet<>()));
        after.values().stream()
                .filter(route -> before.get(route.getRouteId()) != route)
                .forEach(route -> touched.put(route.getAppId(), new HashSet<>()));
        after.values().stream()
                .filter(route -> touched.containsKey(route.getAppId()))
                .forEach(route -> route.getEndpointsList().stream()
                        .map(Endpoint::getInstanceId)
                        .map(InstanceId::of)
                        .forEach(id ->
                                touched.getOrDefault(route.getAppId(), Set.of()).add(id)));
        touched.forEach((app, ids) -> routed.names(AppId.of(app), ids, version));
    }
}
