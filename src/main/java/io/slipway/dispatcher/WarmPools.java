package io.slipway.dispatcher;

import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * How many sandboxes each host keeps warm: a few at least, and as many as its part of the instances of any one other host, so that a
 * lost host's instances start again in half of the time. A sandbox costs memory, so there is a most, too.
 */
@Component
class WarmPools {

    /** Pools change in such steps, so that one instance more does not concern every host. */
    private static final int STEP = 4;

    private final InstanceStore instances;
    private final HostRegistry hosts;
    private final DispatcherProperties properties;
    private volatile Map<HostId, Integer> wanted = Map.of();

    WarmPools(InstanceStore instances, HostRegistry hosts, DispatcherProperties properties) {
        this.instances = instances;
        this.hosts = hosts;
        this.properties = properties;
    }

    /** How many this host should keep. */
    int of(HostId host) {
        return wanted.getOrDefault(host, properties.warmSandboxes());
    }

    /** Counts anew, and answers the hosts that should keep another number than before. */
    Set<HostId> measure() {
        var load = new HashMap<HostId, Integer>();
        instances.placed().forEach(row -> load.merge(Objects.requireNonNull(row.hostId()), 1, Integer::sum));
        var next = wanted(hosts.all(), load, properties.warmSandboxes(), properties.mostWarmSandboxes());
        var changed = new HashSet<HostId>();
        next.forEach((host, pool) -> {
            if (pool != of(host)) {
                changed.add(host);
            }
        });
        wanted = next;
        return changed;
    }

    /**
     * The rule. Hosts that take no work keep the least: nothing of a lost host comes to them.
     *
     * @param load instances by host
     */
    static Map<HostId, Integer> wanted(List<HostView> hosts, Map<HostId, Integer> load, int least, int most) {
        var takers = hosts.stream().filter(HostView::isSchedulable).toList();
        var fullestFirst = hosts.stream()
                .filter(host -> !host.isSilent())
                .sorted(Comparator.comparingInt((HostView host) -> share(host, load, takers.size()))
                        .reversed())
                .limit(2)
                .toList();
        return takers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        HostView::id,
                        taker -> fullestFirst.stream()
                                .filter(other -> !other.id().equals(taker.id()))
                                .findFirst()
                                .map(other -> Math.clamp(
                                        steps(share(other, load, takers.size())), least, Math.max(least, most)))
                                .orElse(least)));
    }

    /** What comes to each of those that are left when this host is lost. */
    private static int share(HostView host, Map<HostId, Integer> load, int takers) {
        int left = host.isSchedulable() ? takers - 1 : takers;
        return Math.ceilDiv(load.getOrDefault(host.id(), 0), Math.max(1, left));
    }

    private static int steps(int sandboxes) {
        return Math.ceilDiv(sandboxes, STEP) * STEP;
    }
}
