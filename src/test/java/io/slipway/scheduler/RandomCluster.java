package io.slipway.scheduler;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.scheduler.Placement.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Hosts of all kinds and what is placed on them; the same for the same seed. */
final class RandomCluster {

    private static final List<PlacementRules> RULES = List.of(
            PlacementRules.NONE,
            PlacementRules.parse("disk=ssd", 0),
            PlacementRules.parse("disk!=hdd, zone in (a, b)", 1),
            PlacementRules.parse("", 2),
            PlacementRules.parse("!gpu, zone not in (c), zone", 0),
            PlacementRules.parse("gpu", 1));

    private final Random random;
    private final List<SchedulableHost> hosts;
    private final int overcommit;
    private final PlacementPolicy policy;
    private final List<Occupant> occupants = new ArrayList<>();

    private RandomCluster(List<SchedulableHost> hosts, Random random) {
        this.hosts = hosts;
        this.random = random;
        this.overcommit = 1 + random.nextInt(3);
        this.policy = random.nextInt(3) == 0 ? PlacementPolicy.BIN_PACK : PlacementPolicy.BALANCE;
    }

    static RandomCluster of(int count, Random random) {
        var hosts = new ArrayList<SchedulableHost>();
        for (int i = 0; i < count; i++) {
            hosts.add(new SchedulableHost(
                    new HostId(new UUID(1, i)),
                    "host-" + i,
                    random.nextInt(10) > 0,
                    random.nextInt(10) == 0,
                    random.nextInt(10) == 0,
                    random.nextInt(10) == 0 ? "disk is full" : null,
                    DataSize.ofMebibytes(random.nextInt(4096)),
                    new Cpu(random.nextInt(4000)),
                    labels(random),
                    DataSize.ofMebibytes(random.nextInt(4) == 0 ? random.nextInt(512) : 0)));
        }
        return new RandomCluster(hosts, random);
    }

    /** A request of one of a few processes. */
    PlacementRequest request() {
        int process = random.nextInt(5);
        return new PlacementRequest(
                new ProcessId(new UUID(2, process)),
                DataSize.ofMebibytes(random.nextInt(1024)),
                new Cpu(random.nextInt(1000)),
                RULES.get(process + random.nextInt(2)),
                "v" + random.nextInt(2),
                random.nextInt(8) == 0 && !hosts.isEmpty()
                        ? hosts.get(random.nextInt(hosts.size())).id()
                        : null);
    }

    private static Labels labels(Random random) {
        var labels = new TreeMap<String, String>();
        if (random.nextInt(4) > 0) {
            labels.put("zone", "abc".substring(random.nextInt(3)).substring(0, 1));
        }
        if (random.nextInt(3) > 0) {
            labels.put("disk", random.nextBoolean() ? "ssd" : "hdd");
        }
        if (random.nextInt(5) == 0) {
            labels.put("gpu", "");
        }
        return new Labels(labels);
    }

    static PlacementRequest withMemory(PlacementRequest request, long bytes) {
        return new PlacementRequest(
                request.process(),
                new DataSize(bytes),
                request.cpu(),
                request.rules(),
                request.cohort(),
                request.leaves());
    }

    /** The request after what a remedy asks of it rather than of its host. */
    static PlacementRequest after(Remedy remedy, PlacementRequest request) {
        var rules = new PlacementRules(
                request.rules().constraints(),
                remedy.perHost() > 0 ? remedy.perHost() : request.rules().atMostPerHost());
        return new PlacementRequest(
                request.process(),
                request.memory(),
                request.cpu(),
                rules,
                request.cohort(),
                remedy.stay() ? null : request.leaves());
    }

    List<SchedulableHost> hosts() {
        return hosts;
    }

    List<Occupant> occupants() {
        return occupants;
    }

    /** With nothing placed. */
    ClusterSnapshot snapshot() {
        return new ClusterSnapshot(hosts, overcommit, policy);
    }

    /** With what this many requests came to; remembered. */
    ClusterSnapshot filled(int requests) {
        var snapshot = snapshot();
        var scheduler = new Scheduler();
        for (int i = 0; i < requests; i++) {
            var request = request();
            if (scheduler.place(request, snapshot) instanceof Placed placed) {
                occupants.add(new Occupant(placed.host(), request));
            }
        }
        return snapshot;
    }

    /** With what was remembered. */
    ClusterSnapshot filledAgain() {
        return occupied(hosts);
    }

    /** With what was remembered, after the agent of one host fell silent. */
    ClusterSnapshot without(HostId lost) {
        return occupied(hosts.stream()
                .map(host -> host.id().equals(lost) ? host.unready() : host)
                .toList());
    }

    /** With what was remembered, after a change of one host. */
    ClusterSnapshot after(Remedy remedy) {
        return occupied(hosts.stream()
                .map(host -> host.id().equals(remedy.id()) ? changed(host, remedy) : host)
                .toList());
    }

    private SchedulableHost changed(SchedulableHost host, Remedy remedy) {
        return new SchedulableHost(
                host.id(),
                host.name(),
                host.ready() || remedy.repair() != null,
                host.cordoned() && !remedy.uncordon(),
                host.draining() && !remedy.endDrain(),
                remedy.repair() == null ? host.problem() : null,
                new DataSize(host.memory().bytes() + remedy.memory()),
                new Cpu(host.cpu().millis() + Math.toIntExact(Math.ceilDiv(remedy.cpu(), overcommit))),
                repaired(host.labels(), remedy),
                host.reserved());
    }

    private static Labels repaired(Labels labels, Remedy remedy) {
        var values = new TreeMap<>(labels.values());
        for (var requirement : remedy.labels()) {
            switch (requirement.operator()) {
                case IS, IN ->
                    values.put(requirement.key(), requirement.values().getFirst());
                case EXISTS -> values.putIfAbsent(requirement.key(), "any");
                case IS_NOT, NOT_IN -> values.put(requirement.key(), "other");
                case ABSENT -> values.remove(requirement.key());
            }
        }
        return new Labels(values);
    }

    private ClusterSnapshot occupied(List<SchedulableHost> present) {
        var snapshot = new ClusterSnapshot(present, overcommit, policy);
        occupants.forEach(occupant -> snapshot.occupy(occupant.host(), occupant.request()));
        return snapshot;
    }
}
