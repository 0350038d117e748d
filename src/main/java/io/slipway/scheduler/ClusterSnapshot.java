package io.slipway.scheduler;

import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cluster at one moment, in which one loop reserves as it places. Mutable and not thread-safe: it belongs to the loop that
 * made it. Memory is about 128 bytes for each process and thousand hosts.
 */
public final class ClusterSnapshot {

    private final List<SchedulableHost> hosts;
    private final Map<HostId, Integer> positions = new HashMap<>();
    private final long[] freeMemory;
    private final long[] freeCpu;
    private final FreeMemoryIndex index;
    private final Map<ProcessId, ProcessSpread> spreads = new HashMap<>();

    /**
     * Makes an empty cluster.
     *
     * @param cpuOvercommit how many times a host's CPU is promised, at least 1
     */
    public ClusterSnapshot(Collection<SchedulableHost> hosts, double cpuOvercommit) {
        this.hosts = hosts.stream()
                .sorted(Comparator.comparing(SchedulableHost::name).thenComparing(SchedulableHost::id))
                .toList();
        freeMemory =
                this.hosts.stream().mapToLong(host -> host.memory().bytes()).toArray();
        freeCpu = this.hosts.stream()
                .mapToLong(host -> Math.round(host.cpu().millis() * cpuOvercommit))
                .toArray();
        long largest = 0;
        for (long memory : freeMemory) {
            largest = Math.max(largest, memory);
        }
        index = new FreeMemoryIndex(this.hosts.size(), largest);
        for (int position = 0; position < this.hosts.size(); position++) {
            positions.put(this.hosts.get(position).id(), position);
            if (isOpen(this.hosts.get(position))) {
                index.add(position, freeMemory[position]);
            }
        }
    }

    /** Counts something that is placed already; unknown hosts are ignored. */
    public void occupy(HostId host, PlacementRequest request) {
        var position = positions.get(host);
        if (position != null) {
            reserve(position, request);
        }
    }

    List<HostCondition> conditions(PlacementRequest request) {
        var conditions = new ArrayList<HostCondition>(hosts.size());
        for (int position = 0; position < hosts.size(); position++) {
            conditions.add(new HostCondition(
                    hosts.get(position), freeMemory[position], freeCpu[position], score(position, request.process())));
        }
        return conditions;
    }

    ProcessSpread spreadOf(ProcessId process) {
        return spreads.computeIfAbsent(process, id -> new ProcessSpread(hosts.size()));
    }

    FreeMemoryIndex index() {
        return index;
    }

    HostId idOf(int position) {
        return hosts.get(position).id();
    }

    boolean fits(int position, PlacementRequest request) {
        return request.memory().bytes() <= freeMemory[position] && request.cpu().millis() <= freeCpu[position];
    }

    void reserve(int position, PlacementRequest request) {
        long before = freeMemory[position];
        freeMemory[position] = before - request.memory().bytes();
        freeCpu[position] -= request.cpu().millis();
        if (isOpen(hosts.get(position))) {
            index.move(position, before, freeMemory[position]);
        }
        spreadOf(request.process()).add(position);
    }

    private Score score(int position, ProcessId process) {
        return new Score(spreadOf(process).copiesOn(position), index.stepOf(freeMemory[position]));
    }

    private static boolean isOpen(SchedulableHost host) {
        return host.ready() && host.problem() == null && !host.cordoned() && !host.draining();
    }
}
