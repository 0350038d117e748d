package io.slipway.scheduler;

import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster at one moment, in which one loop reserves as it places. Mutable and not thread-safe: it belongs to the loop that
 * made it. Memory is about 128 bytes for each process and thousand hosts.
 */
public final class ClusterSnapshot {

    /** Copies of a process that count together for at most per host. */
    private record Cohort(ProcessId process, String name) {}

    private final List<SchedulableHost> hosts;
    private final PlacementPolicy policy;
    private final Map<HostId, Integer> positions;
    private final Zones zones;
    private final long[] freeMemory;
    private final long[] freeCpu;
    private final FreeMemoryIndex index;
    private final Spreads<ProcessId> spreads;
    private final Spreads<Cohort> cohorts;
    /** Hosts by the constraints that they fulfil; labels do not change within a snapshot. */
    private final Map<Selector, HostSet> chosen;

    private final HostSet everywhere;

    /** Makes an empty cluster whose hosts are filled alike. */
    public ClusterSnapshot(Collection<SchedulableHost> hosts, double cpuOvercommit) {
        this(hosts, cpuOvercommit, PlacementPolicy.BALANCE);
    }

    /**
     * Makes an empty cluster.
     *
     * @param cpuOvercommit how many times a host's CPU is promised, at least 1
     */
    public ClusterSnapshot(Collection<SchedulableHost> hosts, double cpuOvercommit, PlacementPolicy policy) {
        this.hosts = hosts.stream()
                .sorted(Comparator.comparing(SchedulableHost::name).thenComparing(SchedulableHost::id))
                .toList();
        this.policy = policy;
        int count = this.hosts.size();
        zones = new Zones(this.hosts);
        spreads = new Spreads<>(() -> new ProcessSpread(count, zones));
        cohorts = new Spreads<>(() -> new ProcessSpread(count, zones));
        chosen = new HashMap<>();
        everywhere = HostSet.full(count);
        freeMemory = this.hosts.stream()
                .mapToLong(SchedulableHost::schedulableMemory)
                .toArray();
        freeCpu = this.hosts.stream()
                .mapToLong(host -> Math.round(host.cpu().millis() * cpuOvercommit))
                .toArray();
        long largest = 0;
        for (long memory : freeMemory) {
            largest = Math.max(largest, memory);
        }
        index = new FreeMemoryIndex(count, largest);
        positions = new HashMap<>();
        for (int position = 0; position < count; position++) {
            positions.put(this.hosts.get(position).id(), position);
            if (isOpen(this.hosts.get(position))) {
                index.add(position, freeMemory[position]);
            }
        }
    }

    private ClusterSnapshot(ClusterSnapshot other, List<SchedulableHost> hosts) {
        this.hosts = hosts;
        policy = other.policy;
        positions = other.positions;
        zones = other.zones;
        freeMemory = other.freeMemory.clone();
        freeCpu = other.freeCpu.clone();
        index = other.index.copy();
        spreads = other.spreads.copy();
        cohorts = other.cohorts.copy();
        chosen = other.chosen;
        everywhere = other.everywhere;
    }

    /**
     * A copy in which one host answers no more; right for as long as the original is left alone. What is placed on that host stays
     * counted there, which no other host feels.
     */
    ClusterSnapshot without(HostId lost) {
        var copy = new ClusterSnapshot(
                this,
                hosts.stream()
                        .map(host -> host.id().equals(lost) ? host.unready() : host)
                        .toList());
        var position = positions.get(lost);
        if (position != null && isOpen(hosts.get(position))) {
            copy.index.remove(position, freeMemory[position]);
        }
        return copy;
    }

    /** Counts something that is placed already; unknown hosts are ignored. */
    public void occupy(HostId host, PlacementRequest request) {
        var position = positions.get(host);
        if (position != null) {
            reserve(position, request);
        }
    }

    /** Takes the room of something that is about to go: it is no copy any more. Unknown hosts are ignored. */
    public void fill(HostId host, PlacementRequest request) {
        var position = positions.get(host);
        if (position != null) {
            take(position, request.memory().bytes(), request.cpu().millis());
        }
    }

    /** Gives back room that was taken with {@link #fill}. */
    public void empty(HostId host, PlacementRequest request) {
        var position = positions.get(host);
        if (position != null) {
            take(position, -request.memory().bytes(), -request.cpu().millis());
        }
    }

    /** Counts something no more that was counted or placed with the same request; unknown hosts are ignored. */
    public void vacate(HostId host, PlacementRequest request) {
        var position = positions.get(host);
        if (position == null) {
            return;
        }
        take(position, -request.memory().bytes(), -request.cpu().millis());
        spreadOf(request.process()).remove(position);
        if (request.rules().isLimited()) {
            cohortOf(request).remove(position);
        }
    }

    /** The memory that is free on a host, in bytes; 0 for unknown ones. */
    public long freeMemoryOn(HostId host) {
        var position = positions.get(host);
        return position == null ? 0 : freeMemory[position];
    }

    /** How well a host suits a process; empty for unknown ones. */
    public Optional<Score> scoreOn(HostId host, ProcessId process) {
        return Optional.ofNullable(positions.get(host)).map(position -> score(position, process));
    }

    /** Whether the rules of a request let this host take one more, room or not. */
    public boolean allows(HostId host, PlacementRequest request) {
        var position = positions.get(host);
        return position != null && chosenBy(request).contains(position) && isAllowed(position, request);
    }

    List<HostCondition> conditions(PlacementRequest request) {
        var conditions = new ArrayList<HostCondition>(hosts.size());
        for (int position = 0; position < hosts.size(); position++) {
            conditions.add(new HostCondition(
                    hosts.get(position),
                    freeMemory[position],
                    freeCpu[position],
                    cohortCopies(position, request),
                    score(position, request.process())));
        }
        return conditions;
    }

    ProcessSpread spreadOf(ProcessId process) {
        return spreads.of(process);
    }

    FreeMemoryIndex index() {
        return index;
    }

    Zones zones() {
        return zones;
    }

    PlacementPolicy policy() {
        return policy;
    }

    /** The hosts whose labels fulfil the constraints of a request. */
    HostSet chosenBy(PlacementRequest request) {
        var constraints = request.rules().constraints();
        return constraints.choosesAll() ? everywhere : chosen.computeIfAbsent(constraints, this::choose);
    }

    HostId idOf(int position) {
        return hosts.get(position).id();
    }

    boolean fits(int position, PlacementRequest request) {
        return request.memory().bytes() <= freeMemory[position]
                && request.cpu().millis() <= freeCpu[position]
                && (request.isPlain() || isAllowed(position, request));
    }

    /** Copies that count for the limit of a request; 0 for a request without one. */
    int cohortCopies(int position, PlacementRequest request) {
        return request.rules().isLimited() ? cohortOf(request).copiesOn(position) : 0;
    }

    void reserve(int position, PlacementRequest request) {
        take(position, request.memory().bytes(), request.cpu().millis());
        spreadOf(request.process()).add(position);
        if (request.rules().isLimited()) {
            cohortOf(request).add(position);
        }
    }

    private void take(int position, long memory, long cpu) {
        long before = freeMemory[position];
        freeMemory[position] = before - memory;
        freeCpu[position] -= cpu;
        if (isOpen(hosts.get(position))) {
            index.move(position, before, freeMemory[position]);
        }
    }

    private boolean isAllowed(int position, PlacementRequest request) {
        var rules = request.rules();
        return !idOf(position).equals(request.leaves())
                && (!FenceFilter.isAsked(rules) || hosts.get(position).fences())
                && (!rules.isLimited() || cohortCopies(position, request) < rules.atMostPerHost());
    }

    private ProcessSpread cohortOf(PlacementRequest request) {
        return cohorts.of(new Cohort(request.process(), request.cohort()));
    }

    private HostSet choose(Selector constraints) {
        var found = new HostSet(hosts.size());
        for (int position = 0; position < hosts.size(); position++) {
            if (constraints.matches(hosts.get(position).labels())) {
                found.add(position);
            }
        }
        return found;
    }

    private Score score(int position, ProcessId process) {
        var spread = spreadOf(process);
        return new Score(
                spread.copiesInZoneOf(position), spread.copiesOn(position), index.stepOf(freeMemory[position]), policy);
    }

    private static boolean isOpen(SchedulableHost host) {
        return host.ready() && host.problem() == null && !host.cordoned() && !host.draining();
    }
}
